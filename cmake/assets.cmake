# Files embedded in the binary: the design system, our own style and script, and the packs.
