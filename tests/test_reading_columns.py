"""Columns that are computed from others: differences, growth, products, group totals, headers of several rows."""

import pytest

from jixiao.documents.model import document_of
from jixiao.reading import read

CHANGES = """\
单位 | 上年决算 | 本年决算 | 增减额 | 增幅（%）
一中 | 120.50 | 135.20 | {change} | 12.20
二中 | 98.60 | 90.10 | -8.50 | {growth}
三中 | 76.00 | 80.00 | 4.00 | 5.26"""
OWED = """\
乡镇 | 应补（元） | 已补（元） | 未补（元）
东镇 | 5000 | 4200 | 800
西镇 | 3000 | 2700 | {owed}
南镇 | 4100 | 4000 | 100"""
CAPPED = """\
班次 | 计划人数 | 实际人数 | 结余名额
电工 | 1200 | 1180 | 20
焊工 | 1300 | 1250 | 50
月嫂 | 1100 | 1120 | 0
合计 | 3600 | 3550 | 70"""
MONTHS = """\
街道 | 人数（人） | 月补贴标准（元/人） | 发放月数（月） | 发放金额（元）
甲 | 30 | 1200 | 12 | 432000
乙 | 20 | 1200 | 12 | {paid}
丙 | 10 | 1100 | 12 | 132000"""
GROUPS = """\
| 公园 | 人员 | | 管护 | | 合计 | |
| | 预算 | 执行 | 预算 | 执行 | 预算 | 执行 |
| | 万元 | 万元 | 万元 | 万元 | 万元 | 万元 |
| 东园 | 48.6 | 48 | 72.3 | 66.9 | 120.9 | 114.9 |
| 西园 | 36 | 35.4 | 55.8 | 55 | 91.8 | {spent} |"""


@pytest.mark.parametrize(
    ("text", "kind", "stated", "verdict"),
    [
        (CHANGES.format(change="14.70", growth="-8.62"), "saving_amount", "14.70", "reconciled"),
        (CHANGES.format(change="17.40", growth="-8.62"), "saving_amount", "17.40", "contradicted"),
        (CHANGES.format(change="(14.70)", growth="-8.62"), "growth", "-8.62", "reconciled"),
        (CHANGES.format(change="14.70", growth="-6.82"), "growth", "-6.82", "contradicted"),
        (OWED.format(owed="300"), "saving_amount", "300", "reconciled"),
        (OWED.format(owed="30"), "saving_amount", "30", "contradicted"),
        (CAPPED, "saving_amount", "0", "review"),
        (CAPPED, "saving_amount", "70", "review"),
        (MONTHS.format(paid="288000"), "product", "288000", "reconciled"),
        (MONTHS.format(paid="282000"), "product", "282000", "contradicted"),
        (GROUPS.format(spent="90.4"), "row_sum", "90.4", "reconciled"),
        (GROUPS.format(spent="94.0"), "row_sum", "94.0", "contradicted"),
    ],
)
def test_a_computed_column_is_checked_row_by_row(text: str, kind: str, stated: str, verdict: str) -> None:
    told = read(document_of(text)).relations
    found = [
        one.verdict
        for one in told
        if one.kind == kind and one.stated is not None and one.stated.raw == stated
    ]
    assert found and set(found) == {verdict}
