//! Lays sentences, words, trees, names, times, numbers and quotes over a text.
