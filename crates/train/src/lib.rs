//! Trains the models from treebanks, reproducibly.
