// Empty: it carries the headers that are read once for all unit tests (cmake/rooms.cmake).
