"""Random report-like texts: sense and nonsense from the words, signs and numbers that reports are made of."""

from random import Random

_WORDS = """
    预算 到位 支出 执行率 到位率 其中 包括 共计 合计 分别 增长 下降 比上年 较 由 到 至 每人 每户 人均 补助 资金
    项目 年初 年末 结转 结余 节约 全部 完成 截至 用于 占 得分 等级 优 良 满意度 发放 回收 有效 培训 街道 社区 村
    学校 计划 实际 目标 指标 分值 权重 总额 年度资金总额 年度 上年 同比 折合 即 含 等 一是 二是 不足 约 近 以上 余
    第 附件 表 热线 电话 〔2020〕14号 万元 元 亿元 % 个百分点 人 户 个 公里 平方米 分 萬元 專項 鎮(zhèn)
""".split()
_SIGNS = "，，，。；、：（）()\n\n|||  \t“”《》·-—~/*×=≥≤%.．,"
_NUMBERS = ("0", "1", "12", "100", "2020", "178.09", "1,260.00", "１２３．４", "21182118100%", "三百二十", "两",
            "九十五", "99.95", "0.3‰", "12345678901234567890", "3*1.8*2", "2011-2020", "80-90", "1:2")  # fmt: skip
_ODD = ("\x00", "\u200b", "\u202e", "\ufeff", "𠀀", "\ud7ff", "\u3000", "ａｂ", "(((((", "））））", "||||||", "，，，",
        "。。。", "1,1,1,1,1", "一一一一一一", "的的的的", "其中其中其中", "9" * 40, "每每每每", "由由由由", "%%%%",
        "........")  # fmt: skip


def random_text(random: Random, longest: int = 400) -> str:
    """Return a text of up to `longest` pieces; a tenth of all texts repeats one odd piece many times."""
    if random.random() < 0.1:
        return random.choice((*_ODD, *_WORDS, *_NUMBERS)) * random.randint(2, longest)
    pools = (_WORDS, _WORDS, _NUMBERS, _SIGNS, _SIGNS, _ODD if random.random() < 0.2 else _WORDS)
    return "".join(random.choice(random.choice(pools)) for _ in range(random.randint(1, longest)))
