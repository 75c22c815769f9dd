// Empty: it carries the headers that are read once for every room (rooms.cmake).
