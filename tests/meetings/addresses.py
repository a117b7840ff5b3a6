"""Where the meeting of most tests stands, and what its pages say."""

LIST = "/e-namnden/sammantraden/"
HERE = f"{LIST}2026-12-01/"


def text(answer):
    return answer.content.decode()
