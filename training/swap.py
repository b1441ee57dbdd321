"""Sentences with some words swapped for others of the same tag: text without end, in which little makes sense but the grammar."""

from collections import defaultdict
from dataclasses import replace

import pieces

OPEN = {"NN", "NNS", "NNP", "NNPS", "JJ", "RB", "VB", "VBD", "VBN", "VBG", "VBZ", "VBP", "CD"}


class Swapper:
    """Swaps words of open classes for others with the same Penn tag and features."""

    def __init__(self, sentences):
        self.forms = defaultdict(list)
        for sentence in sentences:
            for word in sentence.words:
                if word.xpos in OPEN and word.form.isalnum():
                    self.forms[word.xpos, word.feats].append(word.form)

    def swap(self, sentence, generator):
        words = []
        for word in sentence.words:
            forms = self.forms.get((word.xpos, word.feats))
            if forms and generator.random() < 0.25:
                form = generator.choice(forms)
                if pieces.shape(word.form) == pieces.CAPITAL:
                    form = form[:1].upper() + form[1:]
                word = replace(word, form=form)
            words.append(word)
        return replace(sentence, words=words)
