"""Words that stand in a sentence in the language of the sentence."""

from jixiao.language import preferred


class Spoken(dict[str, str]):
    """Words by language; in a sentence they stand in the language that is asked for."""

    def __format__(self, spec: str) -> str:
        return format(self[preferred()], spec)
