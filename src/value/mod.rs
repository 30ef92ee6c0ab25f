//! What a fact can be, and what words say. Knows nothing of files.
