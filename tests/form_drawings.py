"""Official forms as people write them, drawn as cells: `<` continues the cell to the left, `^` the one above."""

from jixiao.forms.model import Form
from jixiao.spreadsheets.model import Area, Remark, Sheet


def drawn(drawing: str, name: str = "自评表", remarks: tuple[Remark, ...] = ()) -> Sheet:
    """Return a drawing as a sheet: one line a row, `|` between cells, `/` for a line break."""
    lines = drawing.strip("\n").split("\n")
    cells = {(row, column): text.strip().replace("/", "\n") for row, line in enumerate(lines, 1)
             for column, text in enumerate(line.split("|"), 1)}  # fmt: skip
    merged = tuple(area for place, text in cells.items()
                   if text not in ("<", "^") and (area := _area(cells, place)))  # fmt: skip
    rows = []
    for number in range(1, len(lines) + 1):
        texts = [text if text not in ("<", "^") else "" for (row, _), text in cells.items() if row == number]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            rows.append((number, tuple(texts)))
    return Sheet(name, rows, rows[-1][0], max(len(texts) for _, texts in rows), merged,
                 remarks)  # fmt: skip


def _area(cells: dict[tuple[int, int], str], place: tuple[int, int]) -> Area | None:
    (top, left), bottom, right = place, *place
    while cells.get((top, right + 1)) == "<":
        right += 1
    while cells.get((bottom + 1, left)) == "^":
        bottom += 1
    return Area(top, left, bottom, right) if (bottom, right) != (top, left) else None


def summary(form: Form) -> tuple[dict[str, str], list[str], list[str], dict[str, str]]:
    """Return project, funds, indicators and stated totals of a form as texts."""
    funds = [_line(row.cells, "fund_source", "budget_initial", "budget_adjusted", "spent")
             for row in form.table("funds")]  # fmt: skip
    indicators = [_line(row.cells, "level1", "level2", "name", "target", "actual", "weight", "self_score",
                        "deviation_reason") for row in form.table("indicators")]  # fmt: skip
    stated = {value.name: value.text for value in form.stated if not value.about}
    return dict(form.keys), funds, indicators, stated


def _line(cells: dict[str, tuple[str, int]], *names: str) -> str:
    return " ".join(cells.get(name, ("·", 0))[0] for name in names)


HEAD = """
项目名称|<|妇女之家建设|<|<|<|<|<|<
主管部门|<|区妇联|<|<|<|实施单位|<|区妇联机关
"""
FUNDS = """
项目资金（万元）|<||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分
^||年度资金总额|50|60|55.5|10|92.5%|9.25
^||其中：当年财政拨款|40|50|45.5|-|91%|-
^||上年结转资金|10|10|10|-|100%|-
^||其他资金|||||||
"""
GOALS = """
年度总体目标|预期目标|<|<|<|实际完成情况|<|<|<
^|建成12个妇女之家。|<|<|<|已建成12个。|<|<|<
"""
INDICATORS = """
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
^|产出指标|数量指标|建设数量|≥12个|12个|30|30|
^|^|^|活动场次|≥20次|22次|20|20|
^|^|质量指标|验收合格率|≥95%|90%|10|9.47|两处返工
^|效益指标|社会效益|妇女知晓率|≥80%|85%|30|30|
总分|<|<|<|<|<|100|98.72|
"""
TITLE = """
项目支出绩效自评表|<|<|<|<|<|<|<|<
（2020年度）|<|<|<|<|<|<|<|<
"""
OFFICIAL = TITLE + HEAD + FUNDS + GOALS + INDICATORS
PROJECT = {"name": "妇女之家建设", "dept": "区妇联", "unit": "区妇联机关", "fiscal_year": "2020", "money_unit": "万元",
           "goal": "建成12个妇女之家。", "goal_achieved": "已建成12个。"}  # fmt: skip
SOURCES = ["当年财政拨款 40 50 45.5", "上年结转资金 10 10 10"]
MEASURED = ["产出指标 数量指标 建设数量 ≥12个 12个 30 30 ·", "产出指标 数量指标 活动场次 ≥20次 22次 20 20 ·",
            "产出指标 质量指标 验收合格率 ≥95% 90% 10 9.47 两处返工", "效益指标 社会效益 妇女知晓率 ≥80% 85% 30 30 ·"]
# the same where sign and unit have columns of their own
APART = ["产出指标 数量指标 建设数量 12 12 30 30 ·", "产出指标 数量指标 活动场次 20 22 20 20 ·",
         "产出指标 质量指标 验收合格率 95 90 10 9.47 两处返工", "效益指标 社会效益 妇女知晓率 80 85 30 30 ·"]
STATED = {"budget_initial": "50", "budget_adjusted": "60", "spent": "55.5", "execution_weight": "10",
          "execution_rate": "92.5%", "execution_score": "9.25", "total_weight": "100",
          "total_score": "98.72"}  # fmt: skip

# Every variant says the same as the official form; what it leaves out or puts otherwise stands beside it.
VARIANTS: dict[str, tuple[str, dict[str, object]]] = {
    "as the annex prints it": (OFFICIAL, {}),
    "without the title rows": (HEAD + FUNDS + GOALS + INDICATORS, {"project": {"fiscal_year": None}}),
    "year and unit in a row of their own": ("""
附件2|<|<|<|<|<|<|<|<
2020年项目绩效自评表|<|<|<|<|<|<|<|<
填报单位（盖章）：区妇联机关||||||金额单位：万元|<|<
""" + HEAD + FUNDS.replace("（万元）", "") + GOALS + INDICATORS, {}),
    "levels blank below, nothing merged": (OFFICIAL.replace("^", "").replace("<", ""), {}),
    "levels repeated in every row": (OFFICIAL.replace("^|^|^|活动", "|产出指标|数量指标|活动").replace(
        "^|^|质量", "|产出指标|质量"), {}),
    "words written vertically": (OFFICIAL.replace("产出指标|数量指标|建", "产/出/指/标|数 量 指 标|建").replace(
        "年度总体目标", "年/度/总/体/目/标").replace("绩效指标|", "绩/效/指/标|"), {}),
    "points and deviation exchanged": (OFFICIAL.replace(
        "分值|得分|偏差原因分析及改进措施", "分值|偏差原因分析及改进措施|得分")
        .replace("30|30|", "30||30").replace("20|20|", "20||20").replace("9.47|两处返工", "两处返工|9.47")
        .replace("100|98.72|", "100||98.72"), {}),
    "funds in another order, without points": (TITLE + HEAD + """
项目资金（万元）|<||调整后预算数|年初预算|执行率|全年执行数
^||年度资金总额|60|50|92.5%|55.5
^||其中：当年财政拨款|50|40|91%|45.5
^||上年结转资金|10|10|100%|10
""" + GOALS + INDICATORS, {"stated": {"execution_weight": None, "execution_score": None}}),
    "amounts of the total only": (TITLE + HEAD + """
项目资金（万元）|<||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分
^||年度资金总额|50|60|55.5|10|92.5%|9.25
^||其中：当年财政拨款|||||||
^||其他资金|||||||
""" + GOALS + INDICATORS, {"funds": ["年度资金总额 50 60 55.5"],
                           "stated": {"budget_initial": None, "budget_adjusted": None, "spent": None}}),
    "the grant by its levels": (TITLE + HEAD + """
项目资金（万元）|<||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分
^||年度资金总额|50|60|55.5|10|92.5%|9.25
^||其中：财政拨款|40|50|45.5|-||-
^||其中：中央财政|30|35|35|||
^||市县级财政|10|15|10.5|||
^||上年结转资金|10|10|10|-||-
""" + GOALS + INDICATORS, {"funds": ["中央财政 30 35 35", "市县级财政 10 15 10.5", "上年结转资金 10 10 10"]}),
    "sign, nature and unit in columns of their own": (TITLE + HEAD + FUNDS + GOALS + """
绩效指标|一级指标|二级指标|三级指标|绩效指标性质|指标值|绩效度量单位|完成值|分值|得分|未完成原因分析
^|产出指标|数量指标|建设数量|≥|12|个|12|30|30|
^|^|^|活动场次|≥|20|次|22|20|20|
^|^|质量指标|验收合格率|≥|95|%|90|10|9.47|两处返工
^|效益指标|社会效益|妇女知晓率|≥|80|%|85|30|30|
总分|<|<|<|<|<|<|<|100|98.72|
""", {"indicators": APART}),
    "headings in two rows": (TITLE + HEAD + FUNDS + GOALS + INDICATORS.replace(
        "年度指标值|实际完成值|分值|得分|偏", "指标完成情况|<|自评|<|偏").replace(
        "措施\n", "措施\n^|^|^|^|年度指标值|实际完成值|分值|得分|^\n", 1), {}),
    "cost first, as since 2021": (OFFICIAL.replace(
        "^|产出指标|数", "^|成本指标|经济成本指标|总成本|≤60万元|55.5万元|20|20|\n^|产出指标|数"), {
        "first": ["成本指标 经济成本指标 总成本 ≤60万元 55.5万元 20 20 ·"]}),
    "head written with colons": (TITLE + """
项目名称：妇女之家建设|<|<|<|<|<|<|<|<
主管部门：区妇联||||实施单位：区妇联机关|<|<|<|<
项目负责人：|张三|||联系电话：|0871-00000000|||
""" + FUNDS + GOALS + INDICATORS, {}),
    "printed over two pages": (OFFICIAL.replace(
        "^|^|质量指标", "绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"
        "\n^|产出指标|质量指标"), {}),
    "notes and signature below": (OFFICIAL + """
其他需要说明的问题|<|无|<|<|<|<|<|<
注：1.得分一档最高不能超过该指标分值上限。|<|<|<|<|<|<|<|<
填表人：李四|||||联系电话：0871-00000000|||
""", {}),
    "as a table of a Word document": (OFFICIAL.replace("^", "").replace("<", "").replace("/", "／"), {}),
    "amounts with their unit, a row of letters": (OFFICIAL.replace("（万元）", "")
        .replace("|50|60|55.5|", "|50万元|60万元|55.5万元|")
        .replace("（2020年度）|<|<|<|<|<|<|<|<", "（2020年度）|||||||单位：万元|")
        .replace("措施\n^|产", "措施\n||A|B|C|D|E|F|G\n^|产"),
        {"stated": {"budget_initial": "50万元", "budget_adjusted": "60万元", "spent": "55.5万元"}}),
    "one reason for several indicators, points of a group in one cell": (OFFICIAL.replace(
        "22次|20|20|", "22次|20|^|^").replace("12个|30|30|", "12个|30|50|并账核算"), {"indicators": [
        "产出指标 数量指标 建设数量 ≥12个 12个 30 50 并账核算", "产出指标 数量指标 活动场次 ≥20次 22次 20 · 并账核算",
        *MEASURED[2:]]}),
    "empty rows of the template": (OFFICIAL.replace("总分|<", "^||……|||||\n^||||||||\n总分|<"), {}),
    "the rate as an indicator of the first level": (OFFICIAL.replace(
        "^|效益指标", "^|预算执行率|<|<|≥95%|92.5%|10|9.25|\n^|效益指标"), {"indicators": [
        *MEASURED[:3], "预算执行率 预算执行率 预算执行率 ≥95% 92.5% 10 9.25 ·", MEASURED[3]]}),
    "parts with numbers and titles, the total behind its label": ("""
2020年度预算项目绩效自评表|<|<|<|<|<|<
一、基本情况|<|<|<|<|<|<
项目名称|妇女之家建设|<|<|实施（主管）单位|区妇联机关|<
主管部门（公章）|区妇联|<|<|项目级次|区级|<
二、预算执行情况（万元）|<|<|<|<|<|<
资金来源|年初预算数|全年预算数|全年执行数|执行率|<|<
资金总额|50|60|55.5|92.5%|<|<
其中：当年财政拨款|40|50|45.5|91%|<|<
上年结转资金|10|10|10|100%|<|<
三、目标完成情况|<|<|<|<|<|<
年度预期目标|<|<|具体完成情况|<|总体完成率|<
建成12个妇女之家。|<|<|已建成12个。|<|100%|<
四、年度绩效指标完成情况|<|<|<|<|<|<
一级指标|二级指标|三级指标|预期指标值|实际完成值|自评得分|未完成原因
产出指标|数量指标|建设数量|≥12个|12个|30|
^|^|活动场次|≥20次|22次|20|
^|质量指标|验收合格率|≥95%|90%|9.47|两处返工
效益指标|社会效益|妇女知晓率|≥80%|85%|30|
五、自评总分|98.72|<|<|<|<|<
""", {"indicators": ["产出指标 数量指标 建设数量 ≥12个 12个 · 30 ·", "产出指标 数量指标 活动场次 ≥20次 22次 · 20 ·",
                    "产出指标 质量指标 验收合格率 ≥95% 90% · 9.47 两处返工",
                    "效益指标 社会效益 妇女知晓率 ≥80% 85% · 30 ·"],
      "stated": {"execution_weight": None, "execution_score": None, "total_weight": None}}),
    "the words of which in a cell of their own": (OFFICIAL.replace("||其中：当年", "|其中：|当年").replace(
        "^||上年", "^|^|上年"), {}),
}  # fmt: skip


TARGETS = """
项目支出绩效目标申报表|<|<|<|<
（2021年度）|<|<|<|<
项目名称|<|文化惠民|<|<
主管部门及代码|<|[125] 区文旅局|实施单位|区文化馆
项目属性|<|延续项目|项目期|1年
项目资金（万元）|<|年度资金总额：|100|<
^|^|其中：财政拨款|80|<
^|^|其他资金|20|<
总体目标|年度目标|<|<|<
^|目标1：演出100场。/目标2：群众满意。|<|<|<
绩效指标|一级指标|二级指标|三级指标|指标值
^|产出指标|数量指标|演出场次|≥100场
^|^|质量指标|合格率|≥95%
^|满意度指标|服务对象满意度指标|群众满意度|≥90%
"""
DEPARTMENT = """
部门整体支出绩效自评表|<|<|<|<|<
部门（单位）名称|<|区妇联|<|<|<
部门预算（万元）|<|年初预算数|全年预算数|全年执行数|执行率
年度资金总额|<|100|100|90|90%
一级指标|二级指标|三级指标|年度指标值|实际完成值|得分
产出指标|数量指标|活动场次|12场|12场|10
"""
PLAIN_TABLE = """
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值
产出指标|数量指标|活动场次|12场|12场|10
"""
TWO_SETS = """
项目名称|<|文化惠民|<|<|<|<|<
实施期目标|<|<|<|年度目标|<|<|<
一级指标|二级指标|三级指标|指标值|一级指标|二级指标|三级指标|指标值
产出指标|数量指标|活动场次|300场|产出指标|数量指标|活动场次|100场
"""
