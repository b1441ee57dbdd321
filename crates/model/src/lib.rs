//! The statistical models of English: tagger, lemmatiser, parser and name finder.
