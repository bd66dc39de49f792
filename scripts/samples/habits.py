"""How each institution lays out its file: headings, order of columns, words, furniture."""

from dataclasses import dataclass

from samples.spelling import Spelling


@dataclass(frozen=True)
class Column:
    """A column of the sheet; `field` is empty for what we do not ask for."""

    heading: str
    field: str
    group: str = ""


@dataclass(frozen=True)
class Habit:
    """One kind of file. `file` may use {period} (2024H1) and {half_year} (2024年上半年)."""

    codes: tuple[str, ...]  # institutions in the file
    file: str
    columns: tuple[Column, ...]
    spelling: Spelling
    encoding: str = ""
    title: str = ""
    reporter: str = ""  # body named after 填报单位：
    instructions: bool = False
    example: bool = False
    total: bool = False
    signatures: bool = False
    page_length: int = 0  # headings repeat after so many rows
    by_month: bool = False  # a sheet for each month
    summary: str = ""  # its sheet 汇总: template, own words or form; empty: none


def columns(text: str) -> tuple[Column, ...]:
    """Read `heading=field` words; `group>heading=field` under a group; `heading=` is an extra."""
    made = []
    for word in text.split():
        name, _, field = word.partition("=")
        group, _, heading = name.rpartition(">")
        made.append(Column(heading.replace("\\n", "\n"), field, group))
    return tuple(made)


TITLE = "佛山市{half_year}职业健康检查复查落实情况表"

TEMPLATE_COLUMNS = columns("""
    序号=number *体检机构名称=institution 上报期=half_year *用人单位名称=enterprise
    统一社会信用代码=uscc 所属区=district 所属镇街=town 单位地址=address 行业类别=industry
    企业规模=scale 经济类型=economic_type 单位联系人=contact 单位联系电话=contact_phone
    用工单位名称=user_unit 用工单位统一社会信用代码=user_unit_uscc *姓名=worker 证件类型=id_type
    *证件号码=id_number 性别=sex 年龄=age 联系电话=phone 工种=job 接害工龄=exposure_years
    体检编号=exam_no 体检类别=exam_type *体检日期=exam_date *危害因素=hazards
    异常项目=abnormal_items 体检结论=conclusion 复查项目=recheck_items 报告日期=reported_on
    复查通知日期=notified_on 签收日期=delivered_on 通知方式=notice_method 复查期限=deadline
    *是否复查=rechecked 复查日期=rechecked_on 复查机构=recheck_institution
    复查体检编号=recheck_exam_no 复查结论=recheck_conclusion 处置措施=disposition
    处置日期=disposed_on 未复查原因=reason 备注=
""")

HABITS = (
    Habit(
        ("CX",), "澄心职检中心_{period}.xlsx", TEMPLATE_COLUMNS,
        Spelling({"excel": 1}, sloppy=0.05), instructions=True, example=True, summary="template",
    ),
    Habit(
        ("WL",), "南海望岭医院{half_year}复查情况.xlsx",
        columns("""
            序号=number 用人单位>名称=enterprise 用人单位>统一社会信用代码=uscc
            用人单位>所属区=district 用人单位>所属镇街=town 用人单位>行业=industry
            用人单位>规模=scale 用人单位>联系人=contact 用人单位>联系电话=contact_phone
            劳动者>姓名=worker 劳动者>身份证号=id_number 劳动者>性别=sex 劳动者>年龄=age
            劳动者>联系电话=phone 劳动者>工种=job 初检>体检号=exam_no 初检>体检类别=exam_type
            初检>日期=exam_date 初检>危害因素=hazards 初检>异常指标=abnormal_items
            初检>结论=conclusion 通知情况>复查项目=recheck_items 通知情况>报告日期=reported_on
            通知情况>通知日期=notified_on 通知情况>签收日期=delivered_on
            通知情况>复查期限=deadline 复查情况>是否复查=rechecked 复查情况>日期=rechecked_on
            复查情况>机构=recheck_institution 复查情况>结论=recheck_conclusion
            复查情况>未复查原因=reason 备注=
        """),
        Spelling(
            {"dot": 8, "iso": 1, "short": 1}, ("√", "是"), ("×", "否"), separators="、，",
            scale="{short}", industry="{code}", nothing="/",
        ),
        title=TITLE, reporter="佛山市南海区望岭医院", total=True, signatures=True,
    ),
    Habit(
        ("FX",), "凤溪门诊部复查追踪（{half_year}）.xlsx",
        columns("""
            序号=number 姓名=worker 性别=sex 身份证号码=id_number 手机号码=phone
            接触危害因素=hazards 检查日期=exam_date 检查类别=exam_type 流水号=exam_no
            异常项目情况=abnormal_items 复查\\n项目=recheck_items 工作单位=enterprise
            信用代码=uscc 区县=district 镇(街道)=town 企业规模=scale 联系人=contact
            联系人电话=contact_phone 科室= 告知日期=notified_on 送达日期=delivered_on
            复查时限=deadline 是否已复查=rechecked 复查\\n日期=rechecked_on
            复查\\n结果=recheck_conclusion 未检原因=reason
        """),
        Spelling(
            {"cn": 8, "slash": 2}, ("已复查", "是", "已检"), ("否", "未复查"), 0.6, 0.5,
            wide_digits=0.08, district="佛山市{}", stray_marks=0.03,
        ),
        title=TITLE, reporter="佛山市顺德区凤溪门诊部", signatures=True, page_length=48,
    ),
    Habit(
        ("MW",), "淼湾医院{period}.csv",
        columns("""
            检查机构=institution 上报期=half_year 单位名称=enterprise 社会信用代码=uscc
            所在区=district 所在镇街=town 企业地址=address 行业=industry 规模=scale
            企业联系人=contact 单位电话=contact_phone 受检者姓名=worker 证件号=id_number
            证件类型=id_type 性别=sex 年龄=age 本人电话=phone 岗位=job 接害年限=exposure_years
            档案号=exam_no 在岗状态=exam_type 初检日期=exam_date 接害因素=hazards
            初检结论=conclusion 复查内容=recheck_items 报告出具日期=reported_on
            通知时间=notified_on 签收时间=delivered_on 限期=deadline 复查状态=rechecked
            实际复查日期=rechecked_on 复查医院=recheck_institution 复检结论=recheck_conclusion
            处理措施=disposition 原因=reason
        """),
        Spelling(
            {"slash": 9, "time": 1}, ("已复查",), ("未复查", "待复查"), 0.4, 0.4,
            separators="；;", scale="{}企业", district="{short}",
        ),
        "gb18030",
    ),
    Habit(
        ("LW",), "高明区鹿湾医院{half_year}.xls",
        columns("""
            序号=number 企业名称=enterprise 统一社会信用代码=uscc 辖区=district 街镇=town
            行业类别=industry 企业规模=scale 职业卫生管理人员=contact 企业电话=contact_phone
            员工姓名=worker 身份证=id_number 性别=sex 年龄=age 联系方式=phone 工种=job
            接触工龄=exposure_years 体检号=exam_no 体检类型=exam_type 体检时间=exam_date
            职业病危害因素=hazards 异常结果=abnormal_items 复检项目=recheck_items
            通知日期=notified_on 单位签收日期=delivered_on 复查截止日期=deadline
            是否复检=rechecked 复检日期=rechecked_on 复检结果=recheck_conclusion
            处置措施=disposition 未复检原因=reason 说明=
        """),
        Spelling(
            {"excel": 6, "serial": 1, "cn": 1}, ("是", "Y"), ("否", "N"), 0.3, 0.5,
            separators="、/", industry="{letter}{code}",
        ),
        title=TITLE, reporter="鹿湾医院", total=True,
    ),
    Habit(
        ("DL",), "顺德德澜医院_体检系统导出_{period}.csv",
        columns("""
            体检号=exam_no 检查机构名称=institution 体检单位=enterprise 统一社会信用代码=uscc
            部门= 姓名=worker 证件号码=id_number 性别=sex 年龄=age 手机=phone 工种=job
            接害工龄(年)=exposure_years 体检类别=exam_type 体检日期=exam_date 婚否=
            职业病危害因素名称=hazards 检查结果=abnormal_items 体检结论=conclusion
            复查项目=recheck_items 报告打印日期=reported_on 通知日期=notified_on
            送达日期=delivered_on 应复查日期=deadline 是否完成复查=rechecked
            复查完成日期=rechecked_on 复查体检号=recheck_exam_no 复查结果=recheck_conclusion
            未复查原因=reason 属地=district 镇街=town 企业地址=address 企业规模=scale
            联系人=contact 联系人电话=contact_phone
        """),
        Spelling(
            {"compact": 8, "time": 1}, ("Y", "完成"), ("未完成", "逾期", "×"), sloppy=0.2,
            separators=",", scale="{}", district="广东省佛山市{}",
        ),
        "utf-8-sig",
    ),
    Habit(
        ("GC",), "桂澄门诊部职业健康检查复查落实情况表{half_year}.xlsx",
        columns("""
            序号=number 体检机构（全称）=institution 用人单位名称（必填）=enterprise
            统一社会信用代码【18位】=uscc 所属区*=district 所属镇街*=town 行业类别=industry
            企业规模（大/中/小/微）=scale 单位联系人=contact 单位联系电话=contact_phone
            姓名（必填）=worker 证件号码【必填】=id_number 性别=sex 年龄（岁）=age
            联系电话=phone 工种=job 体检编号=exam_no 体检类别*=exam_type
            体检日期（必填）=exam_date 危害因素（必填）=hazards 异常项目=abnormal_items
            体检结论=conclusion 复查项目=recheck_items 报告日期=reported_on
            复查通知日期=notified_on 签收日期=delivered_on 通知方式=notice_method
            复查期限=deadline 是否复查（必填）=rechecked 复查日期=rechecked_on
            复查机构=recheck_institution 复查结论=recheck_conclusion 未复查原因=reason
        """),
        Spelling({"iso": 5, "dot": 2, "excel": 3}, sloppy=0.4, separators="、+ ", nothing="无"),
        instructions=True, by_month=True, summary="own words",
    ),
    Habit(
        ("DX", "LH", "SY"), "南海区汇总{period}.xlsx",
        columns("""
            序号=number 体检机构=institution 受检单位=enterprise 信用代码=uscc 镇街=town
            地址=address 规模=scale 联系人=contact 联系人电话=contact_phone 受检人=worker
            证件号码=id_number 电话=phone 体检日期=exam_date 体检类别=exam_type 危害因素=hazards
            复查项目=recheck_items 通知日期=notified_on 签收日期=delivered_on 复查期限=deadline
            复查情况=rechecked 复查日期=rechecked_on 复查结论=recheck_conclusion 原因=reason
        """),
        Spelling(
            {"dot": 4, "iso": 3, "cn": 2, "excel": 2}, ("已复查", "√"), ("否", "未复查"), 0.5, 0.7,
            separators="、，/",
        ),
        title="南海区{half_year}职业健康检查复查落实情况汇总表",
        reporter="佛山市南海区职业病防治所",
        total=True, signatures=True, summary="template",
    ),
    Habit(
        ("SL",), "石榴巷门诊部{period}.xlsx", TEMPLATE_COLUMNS,
        Spelling({"excel": 4, "iso": 1}, sloppy=0.2), summary="form",
    ),
)  # fmt: skip

NIL_RETURNS = ("本期无需复查", "零报告", "本期无复查", "零报告")
"""What 荷畔门诊部, which only examines a few dozen people, writes in each half-year."""

NIL_HABIT = Habit(("HP",), "", (), Spelling({"iso": 1}), summary="template")
NIL_WITH_SUMMARY = (2, 3)
"""In these half-years it also says how many it examined."""
