"""Words for made pages: names, columns, captions, notices. All are invented here; none is from a paper."""

from __future__ import annotations

import random

from reader.page.lexicon import SURNAMES

Random = random.Random

_GIVEN = (
    "文明华建国志伟丽娜敏静强磊军洋勇艳杰娟涛超霞平刚桂英秀兰玉春雪梅琳宇浩然子轩晨思远嘉怡一诺可馨若溪博雅天佑海波云飞"
)
_CITIES = [
    "太原",
    "大同",
    "临汾",
    "运城",
    "南昌",
    "合肥",
    "长沙",
    "昆明",
    "兰州",
    "西宁",
    "银川",
    "海口",
    "拉萨",
    "江宁",
    "青浦",
    "白河",
    "云岭",
    "石门",
    "东港",
    "永丰",
]
_PAPERS = ["日报", "晚报", "晨报", "都市报", "商报", "时报", "早报", "导报", "快报"]
_TOPICS = [
    "乡村",
    "城市",
    "法治",
    "健康",
    "教育",
    "经济",
    "文化",
    "科技",
    "民生",
    "百姓",
    "今日",
    "本周",
    "身边",
    "基层",
    "一线",
    "社区",
    "环球",
    "国际",
    "财经",
    "体育",
    "读者",
    "家园",
    "绿色",
    "青春",
    "夕阳",
    "创业",
    "三农",
    "医药",
    "食品",
    "交通",
    "校园",
    "职场",
    "新春",
    "盛会",
    "热土",
    "山乡",
    "河畔",
    "市井",
    "家庭",
    "消费",
    "房产",
    "汽车",
    "军营",
    "警务",
    "税务",
    "金融",
    "文史",
    "艺苑",
    "影视",
]
_ENDS = [
    "观察",
    "视点",
    "聚焦",
    "关注",
    "追踪",
    "速递",
    "快评",
    "短评",
    "短波",
    "见闻",
    "故事",
    "风采",
    "榜样",
    "人物",
    "周刊",
    "前沿",
    "在线",
    "生活",
    "话题",
    "来信",
    "新闻",
    "杂谈",
    "随笔",
    "论坛",
    "茶座",
    "广角",
    "扫描",
    "热线",
    "焦点",
    "现场",
    "纪事",
    "之声",
    "之窗",
    "专栏",
    "专版",
    "播报",
    "解读",
    "问答",
    "访谈",
    "声音",
    "提示",
    "进行时",
    "直通车",
    "面对面",
    "零距离",
    "风景线",
    "大家谈",
    "信箱",
    "驿站",
    "天地",
    "时空",
    "博览",
    "纵横",
    "视野",
]
_COLUMNS = [
    "要闻",
    "国内",
    "国际",
    "社会",
    "经济",
    "文化",
    "体育",
    "教育",
    "科技",
    "健康",
    "副刊",
    "评论",
    "综合",
    "县区",
    "天下",
    "微言",
    "快评",
    "时评",
    "记者走基层",
    "新春走基层",
    "新时代新作为",
    "奋进新征程",
    "聚焦基层",
    "关注民生",
    "我和我的祖国",
    "我身边的好人",
    "百年瞬间",
    "乡村故事",
    "编读往来",
    "本报热线",
    "今日视点",
    "短讯",
    "简讯",
    "一句话新闻",
    "市场行情",
    "生活提示",
    "家有儿女",
    "我的书房",
    "城事",
    "民声",
    "暖闻",
    "热评",
]
_PLACES = [
    "文化广场",
    "体育中心",
    "第三小学",
    "便民市场",
    "城西公园",
    "实验室",
    "村委会",
    "高铁站",
    "果园",
    "采摘园",
    "生产车间",
    "社区食堂",
    "非遗馆",
    "服务大厅",
    "图书室",
    "养殖基地",
    "工地",
    "候车厅",
    "湿地",
    "江边",
    "博物馆",
    "社区医院",
    "大棚里",
    "展览馆",
    "码头",
    "老街",
]
_PEOPLE = [
    "孩子们",
    "居民",
    "工人",
    "护士",
    "民警",
    "学生",
    "村民",
    "志愿者",
    "消防员",
    "游客",
    "技术人员",
    "环卫工人",
    "农户",
    "参观者",
    "市民",
    "医生",
    "老人",
    "演员",
    "运动员",
    "战士",
    "快递员",
    "考生",
    "乘客",
    "干部",
    "小朋友",
    "党员",
    "专家",
]
_DOINGS = [
    "学习剪纸",
    "清扫积雪",
    "收割水稻",
    "包装产品",
    "巡查堤坝",
    "挑选图书",
    "观看展览",
    "领取物资",
    "检修线路",
    "体验陶艺",
    "表演节目",
    "跳广场舞",
    "晾晒辣椒",
    "测量体温",
    "打太极拳",
    "接受义诊",
    "种植树苗",
    "赶制订单",
    "分拣快递",
    "讲解知识",
    "乘坐公交",
    "搬运货物",
    "进行比赛",
    "直播带货",
    "采茶",
    "参加培训",
    "做实验",
    "调试设备",
    "加固护栏",
    "咨询就业",
    "合影留念",
]
_KICKER_ENDS = [
    "强调",
    "指出",
    "要求",
    "表示",
    "主持召开会议",
    "调研",
    "部署",
    "发布",
    "宣布",
    "启动",
    "印发通知",
    "出台",
    "提出",
    "呼吁",
    "建议",
    "回应",
    "会见",
    "出席并讲话",
    "签署命令",
    "通报",
]
_KICKER_SHORTS = [
    "上半年",
    "前三季度",
    "今起",
    "一季度",
    "国庆假期",
    "入汛以来",
    "开学首日",
    "春运首日",
    "连续五年",
    "疫情之下",
    "五年来",
    "昨起",
    "据统计",
    "新规解读",
    "小城大爱",
    "守护绿水青山",
    "坚持改革创新",
    "深化医改",
    "擦亮民生底色",
    "走高质量发展之路",
    "大力弘扬工匠精神",
    "全省首个",
    "专家提醒",
    "记者调查",
    "我市",
]
_DECK_SHORTS = [
    "{n}个项目集中开工",
    "今年已完成{n}件",
    "惠及群众{n}万人",
    "专家建议尽早接种",
    "市民可通过手机预约",
    "{city}市{n}个县区全部达标",
    "多部门联合发文",
    "最低温降至零下{n}℃",
    "预计{n}月底前完工",
    "总投资{n}亿元",
    "强化监管",
    "落实责任",
    "推动高质量发展迈上新台阶",
    "让群众少跑腿",
    "力争年内实现全覆盖",
    "{n}人获奖",
    "分三批实施",
    "{n}名代表参加",
    "同比增长{n}%",
]
_LIST_ITEMS = [
    "修缮老旧楼道",
    "增设公交站点",
    "建设口袋公园",
    "开展免费体检",
    "提供就业岗位",
    "改造农村危房",
    "新建停车泊位",
    "打通断头道路",
    "安装健身器材",
    "培训养老护理员",
    "推广节水灌溉",
    "整治背街小巷",
    "办好暑期托管",
    "建设数字乡村",
    "完善无障碍设施",
    "发放助学补贴",
]
_VERSE = [
    "窗外的雨下了一夜",
    "我数着檐下的灯",
    "有人从巷口走过",
    "带走一地月光",
    "山坡上的羊群散了",
    "炊烟还停在原处",
    "你说春天会来",
    "像从前一样",
    "河水不说话",
    "石头也不说话",
    "风把信吹到很远的地方",
    "麦子熟了",
    "父亲弯下腰",
    "影子落在田埂上",
    "一只鸟飞过屋顶",
    "没有留下名字",
    "旧钟停在三点",
    "茶已凉了",
    "我还坐着",
    "等一个没有约定的人",
    "雪落在故乡的瓦上",
    "也落在你的肩头",
]
_POEM = [
    "春风又绿江南岸",
    "细雨轻烟满画楼",
    "一川烟草斜阳外",
    "几点归鸦古渡头",
    "万里长空新雁过",
    "千山红叶旧诗留",
    "老来只合林泉住",
    "闲看溪云自在游",
    "小园昨夜开新蕊",
    "旧燕今朝入故家",
]
_NOTICES = [
    "{name}不慎遗失身份证,声明作废",
    "{name}遗失毕业证书,证号{num},特此声明",
    "{city}{thing}有限公司公章丢失,声明作废",
    "招聘:厨师两名,月薪{n}000元,电话{num}",
    "转让:临街门面房一间,面积{n}平方米",
    "{place}:今日放映《远山》9:{n}",
    "14:{n}",
    "{city}路{n}号楼:{n}日9时至17时停电检修",
    "寻物:本月{n}日丢失黑色皮包一个,电话{num}",
    "{city}市供水热线",
    "{num}",
    "招租:写字楼{n}层整体出租,{num}",
]
_TEAMS = ["江城队", "北山队", "海港队", "联合队", "飞虎队", "蓝鲸队", "东风队", "雄鹰队"]
_WEATHER = ["晴", "多云", "阴", "小雨", "雷阵雨", "多云转晴", "阴转小雨", "大风"]


def name_zh(rng: Random) -> str:
    """Return a Chinese name; some of two characters are spread by a space, as bylines do."""
    given = "".join(rng.choices(_GIVEN, k=rng.choice((1, 2, 2))))
    space = rng.choice(("", "", " ", "\u3000")) if len(given) == 1 else ""
    return rng.choice(SURNAMES[:160]) + space + given


def filled(template: str, rng: Random) -> str:
    """Return ``template`` with its places filled in."""
    return template.format(
        n=rng.randint(2, 59), num=f"{rng.randint(2, 9)}{rng.randint(100, 999)}{rng.randint(100, 999)}",
        city=rng.choice(_CITIES), name=name_zh(rng).replace(" ", ""), thing=rng.choice(("商贸", "物流", "餐饮", "科技")),
        place=rng.choice(_PLACES),
    )  # fmt: skip


def date_zh(rng: Random) -> str:
    """Return a day of a month."""
    return f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"


def column_zh(rng: Random) -> str:
    """Return the name of a column."""
    if rng.random() < 0.45:
        return rng.choice(_COLUMNS)
    return rng.choice(_TOPICS) + rng.choice(_ENDS)


def caption_zh(rng: Random) -> str:
    """Return the caption of a picture, with or without a credit."""
    who, where, what = rng.choice(_PEOPLE), rng.choice(_PLACES), rng.choice(_DOINGS)
    day = date_zh(rng)
    scene = rng.choice((f"{who}在{where}{what}", f"{who}在{rng.choice(_CITIES)}市{where}{what}", f"{who}正在{what}", f"在{where}，{who}{what}"))  # fmt: skip
    name = name_zh(rng)
    credit = rng.choice((f"{name} 摄", f"{name}摄", f"本报记者 {name} 摄", f"({name} 摄)", f"（{name} 摄）", f"新华社记者{name}摄", f"通讯员 {name} 摄", f"（{who}供图）", "(资料图)", "（资料图片）"))  # fmt: skip
    comma = rng.choice(",，")
    forms = (
        f"图为{scene}。", f"图为{who}(左){what}。", f"▲{scene}。", f"△{scene}{credit}", f"{day}{comma}{scene}。",
        f"{day}{comma}{scene}。{credit}", f"{scene} {credit}", f"上图：{scene}。", f"左图:{scene}。", f"图①：{day}，{scene}。",
        f"{scene}。{credit}", f"{day}{comma}{scene}。{who}纷纷表示收获很大。{credit}", f"▼{scene}", f"↑{day}，{scene}。",
        f"图为{day}，{scene}。", f"{scene}。", f"右图为{scene}。{credit}", f"{scene}{credit}",
    )  # fmt: skip
    return rng.choice(forms)


def credit_zh(rng: Random) -> str:
    """Return a line that says who took a picture or drew the page, alone."""
    name = name_zh(rng)
    return rng.choice((f"本报记者 {name} 摄", f"{name}摄（视觉中国）", f"{name} 摄", f"新华社记者 {name}摄", f"本报记者 {name}摄影报道", f"制图：{name}", f"图片来源：{rng.choice(_CITIES)}市文旅局", f"数据来源:{rng.choice(_CITIES)}市统计局", f"版式设计：{name}", f"{name}摄(影像{rng.choice(_CITIES)})", f"通讯员 {name} 摄"))  # fmt: skip


def kicker_zh(rng: Random, clause: str) -> str:
    """Return the line above a headline. ``clause`` is some running text to make one from."""
    city, name = rng.choice(_CITIES), name_zh(rng).replace(" ", "")
    verb = rng.choice(_KICKER_ENDS)
    return rng.choice((
        f"{name}{verb}", f"{name}在{rng.choice(_TOPICS)}工作会议上{verb}", f"{city}市政府{verb}", f"{city}市{rng.choice(_TOPICS)}局{verb}",
        rng.choice(_KICKER_SHORTS), rng.choice(_KICKER_SHORTS), f"{clause}——", f"{clause}——", clause, clause, clause, f"{city}{rng.choice(_DOINGS)}",
        f"{name}：", f"{city}发言人:", f"{city}市{rng.choice(_PEOPLE)}{name}——", f"{rng.choice(_TOPICS)}工作领导小组{verb}",
    ))  # fmt: skip


def deck_zh(rng: Random, clause: str) -> str:
    """Return the line under a headline. ``clause`` is some running text to make one from."""
    return rng.choice((
        f"——{clause}", f"——{rng.choice(_TOPICS)}{rng.choice(_DOINGS)}纪实", f"——访{rng.choice(_CITIES)}{rng.choice(_PEOPLE)}{name_zh(rng)}",
        filled(rng.choice(_DECK_SHORTS), rng), filled(rng.choice(_DECK_SHORTS), rng), clause, clause, f"{name_zh(rng).replace(' ', '')}出席并讲话",
        filled(rng.choice(_DECK_SHORTS), rng) + " " + filled(rng.choice(_DECK_SHORTS), rng), f"（{rng.choice(_CITIES)}会议{date_zh(rng)}通过）",
    ))  # fmt: skip


def byline_zh(rng: Random) -> str:
    """Return a byline that stands under the headline."""
    a, b, c = name_zh(rng), name_zh(rng), name_zh(rng)
    sep = rng.choice((" ", "、", "\u3000"))
    return rng.choice((
        f"本报记者 {a}", f"本报记者 {a}{sep}{b}", f"□ 本报记者 {a}{sep}{b}", f"■本报记者 {a}", f"记者 {a} 文/摄", f"文/本报记者 {a}", a, a, f"{a}{sep}{b}",
        f"□ {a}", f"本报记者 {a} 通讯员 {b}{sep}{c}", f"记者 {a}", f"通讯员 {a}", f"{a} 本报记者 {b}", f"本报评论员 {a}", f"◎{a}", f"●本报记者 {a}{sep}{b}", f"□ 本报通讯员 {a}{sep}{b}",
    ))  # fmt: skip


def signature_zh(rng: Random) -> str:
    """Return a line below a story that says who or where it came from."""
    a, b = name_zh(rng), name_zh(rng)
    city = rng.choice(_CITIES)
    o, c = rng.choice(("()", "（）", "（)"))
    body = rng.choice((
        f"本报{city}{date_zh(rng)}电", f"新华社{city}{date_zh(rng)}电", f"{a}", f"{a} {b}", f"作者为{city}大学教授", f"作者单位：{city}市委党校", f"本报记者 {a}",
        f"本报记者{a}、{b}", f"{a}、{b}参与采写", f"综合本报记者{a}、{b}报道", f"据新华社{city}电", f"作者系{city}市文联副主席", f"本报{city}电", f"记者 {a}",
    ))  # fmt: skip
    return o + body + c


def dateline_zh(rng: Random) -> str:
    """Return a dateline as it opens a first paragraph."""
    city, a, b = rng.choice(_CITIES), name_zh(rng), name_zh(rng)
    o, c = rng.choice(("()", "（）", "(）", "（)"))
    who = rng.choice((f"{o}记者{a}{c}", f"{o}记者 {a} {b}{c}", f"{o}记者{a}、{b}{c}", f"{o}通讯员{a}{c}", "", ""))
    form = rng.choice((f"本报讯{who}", f"本报讯 {who}", f"本报{city}{date_zh(rng)}电 {who}", f"新华社{city}{date_zh(rng)}电{who}", f"据新华社{city}{date_zh(rng)}电", f"【本报讯】{who}", f"本报讯 记者{a}报道:", f"本报{city}{date_zh(rng)}讯{who}", f"{city}晚报讯{who}"))  # fmt: skip
    return form + rng.choice(("", " ", "\u3000"))


def folio_zh(rng: Random, paper: str) -> str:
    """Return a line of page furniture."""
    page, day = rng.randint(1, 24), f"{rng.randint(1998, 2024)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    week = "星期" + rng.choice("一二三四五六日")
    a, b = name_zh(rng), name_zh(rng)
    return rng.choice((
        paper, f"{day} {week}", f"{day} {week} 第{page:02}版 {rng.choice(_COLUMNS[:14])}", f"{paper} {page}版", f"— {page} —", f"第{page:02}版 {rng.choice(_COLUMNS[:14])}",
        f"A{page:02}·{rng.choice(_COLUMNS[:14])}", f"{rng.randint(1998, 2024)}/{rng.randint(1, 12)}/{rng.randint(1, 28)} {week} 第{page}版", f"责编 {a} 美编 {b}", f"本版责编：{a} {b}",
        f"责任编辑:{a} 版式设计:{b}", f"新闻热线:0{rng.randint(310, 999)}-{rng.randint(2000000, 8999999)}", f"国内统一刊号 CN{rng.randint(11, 65)}-00{rng.randint(10, 99)}", f"{page}", f"编辑：{a} 校对：{b}", f"邮箱：news{page}@paper.example",
        f"总第{rng.randint(100, 20000)}期", f"{paper} {day}",
    ))  # fmt: skip


def jump_zh(rng: Random) -> str:
    """Return a line that sends the reader to another page."""
    page = rng.choice(
        (
            f"第{rng.randint(1, 16)}版",
            f"{rng.randint(2, 16)}版",
            f"A{rng.randint(1, 16):02}版",
            f"第{rng.choice('二三四五')}版",
        )
    )
    o, c = rng.choice(("()", "（）", ("▶▶", ""), ("", ""), "【】"))
    return o + rng.choice(("下转", "上接", "下转", "接", "紧接")) + page + c


def paper_zh(rng: Random) -> str:
    """Return the name of a paper."""
    return rng.choice(_CITIES) + rng.choice(_PAPERS)


def verse_zh(rng: Random) -> list[str]:
    """Return the lines of a poem."""
    return rng.sample(_POEM, 4) if rng.random() < 0.3 else rng.sample(_VERSE, rng.randint(4, 8))


def items_zh(rng: Random) -> list[str]:
    """Return the items of a list, without their marks."""
    return [
        item + rng.choice(("", str(rng.randint(2, 90)) + "处")) for item in rng.sample(_LIST_ITEMS, rng.randint(3, 5))
    ]


def data_zh(rng: Random) -> list[str]:
    """Return lines that are figures and notices rather than sentences."""
    kind = rng.randrange(4)
    if kind == 0:
        teams = rng.sample(_TEAMS, 6)
        return [f"第{rng.randint(2, 30)}轮"] * rng.randint(0, 1) + [f"{teams[n]} {rng.randint(0, 4)}:{rng.randint(0, 4)} {teams[n + 1]}" for n in (0, 2, 4)]  # fmt: skip
    if kind == 1:
        return [
            f"{city} {rng.choice(_WEATHER)} {rng.randint(-9, 19)}℃~{rng.randint(20, 38)}℃"
            for city in rng.sample(_CITIES, 4)
        ]
    if kind == 2:
        return [filled(each, rng) for each in rng.sample(_NOTICES, rng.randint(2, 4))]
    return [f"{place} {rng.randint(2000000, 8999999)}" for place in rng.sample(_PLACES, rng.randint(2, 4))]


def closing(rng: Random) -> list[str]:
    """Return how a letter ends."""
    return ["此致", "敬礼", f"读者 {name_zh(rng)}", f"20{rng.randint(10, 24)}年{date_zh(rng)}"][rng.randint(0, 2) :]


def odd_head_zh(rng: Random) -> str:
    """Return the headline of what is no running text."""
    heads = (
        "春归 雨夜 秋思 老屋 简讯 快讯 便民信息 天气预报 天气 赛果 战报 启事 公示 今日提示 工作安排 办事指南 服务清单 本周菜价 车票信息 读者信箱 问与答 有问必答"
        " 数说新闻 一周要览 今日看点 招聘信息 停水通知 重点任务 这些事要办好 积分榜 影讯 行情 空气质量 各地气温 来稿摘登 国内要闻简报 他们这样说 语录"
    )  # fmt: skip
    return rng.choice(heads.split())


_QUESTIONS = [
    "在哪里办理？",
    "需要带什么材料？",
    "多久能办好？",
    "您怎么看？",
    "累吗？",
    "您来了多少年？",
    "能退票吗？",
    "明天还来吗",
    "你吃了吗",
    "谁在外面",
    "有什么打算？",
    "周末开门吗？",
]
_ANSWERS = [
    "可以",
    "不用",
    "没有",
    "三天左右",
    "身份证和户口本",
    "二十年了",
    "在政务大厅一楼。",
    "习惯了。",
    "再等等看。",
    "有",
    "不知道。",
    "以后的事以后再说",
    "网上也能办，登录后按提示操作即可。",
]


def talk_zh(rng: Random) -> list[str]:
    """Return a talk in short lines: questions and answers, or a dialogue of a story."""
    asked, told = rng.choice(
        (
            ("问：", "答："),
            ("记者：", f"{rng.choice(SURNAMES[:60])}师傅："),
            ("记者:", "专家:"),
            ("“", "“"),
            ("问:", "答:"),
        )
    )
    end = "”" if asked == "“" else ""
    lines = []
    for question, answer in zip(rng.sample(_QUESTIONS, 3), rng.sample(_ANSWERS, 3), strict=True):
        lines += [asked + question + end, told + answer + end]
    said = rng.choice(
        (
            f"“{rng.choice(_ANSWERS).strip('。')}”她轻声说",
            f"“{rng.choice(_QUESTIONS)}”老人问道。",
            f"“再见——”{rng.choice('他她')}喊了一声",
            "他没有说话，只是看着窗外。",
        )
    )
    return [*lines[: rng.randint(2, 6)], *([said] if asked == "“" else [])]
