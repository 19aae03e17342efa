//! What the nine fields of life hold, as data: words are the catalogue's, spelt as templates do.

/// A field of life.
pub(super) struct FieldOfLife {
    pub(super) name: &'static str,
    pub(super) titles: &'static [&'static str],
    pub(super) entries: &'static [Entry],
    pub(super) ladders: &'static [Ladder],
    /// A service that every region has, which is on the site whatever points ask for is.
    pub(super) always: Option<&'static str>,
    /// Points whose guides the topic links to.
    pub(super) guides: &'static [&'static str],
    /// Points and titles of registers.
    pub(super) registers: &'static [(&'static str, &'static str)],
    pub(super) aged: &'static [AgedColumn],
}

/// An entry that works or does not.
pub(super) struct Entry {
    pub(super) point: &'static str,
    pub(super) words: &'static [&'static str],
}

/// A way of steps, each behind the one before.
pub(super) struct Ladder {
    pub(super) point: &'static str,
    pub(super) subject: &'static [&'static str],
    /// Grades, the lowest first.
    pub(super) rungs: &'static [&'static str],
}

/// A dated column of the portal site.
pub(super) struct AgedColumn {
    pub(super) point: &'static str,
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) subjects: &'static [&'static str],
    pub(super) full: i64,
    pub(super) half: i64,
}

const fn entry(point: &'static str, words: &'static [&'static str]) -> Entry {
    Entry { point, words }
}

const fn ladder(
    point: &'static str,
    subject: &'static [&'static str],
    rungs: &'static [&'static str],
) -> Ladder {
    Ladder { point, subject, rungs }
}

const STEPS: &[&str] = &["info", "guide", "form", "apply", "query"];

pub(super) const FIELDS: [FieldOfLife; 11] = [
    FieldOfLife {
        name: "shbz",
        always: Some("社会保险待遇测算"),
        titles: &["社会保障", "社会保险", "社保服务"],
        entries: &[
            entry("A3.1-1", &["社保查询", "参保证明打印", "社保缴费查询"]),
            entry("A3.1-4", &["社保卡申领", "社保卡挂失", "电子社保卡"]),
            entry("A3.1-5", &["养老待遇资格认证", "待遇资格认证"]),
        ],
        ladders: &[ladder("A3.1-3", &["社保关系转移接续", "社保转移"], STEPS)],
        guides: &["A3.1-2"],
        registers: &[],
        aged: &[AgedColumn {
            point: "A3.1-6",
            name: "shbxzc",
            title: "社会保险政策",
            subjects: &[
                "关于调整社会保险缴费基数的通知",
                "关于社会保险关系衔接的通知",
                "关于工伤保险费率的通知",
            ],
            full: 180,
            half: 365,
        }],
    },
    FieldOfLife {
        name: "jyfw",
        always: Some("教育缴费"),
        titles: &["教育服务", "教育", "文化教育"],
        entries: &[
            entry("A3.2-2", &["学区划片查询", "招生范围查询", "学区查询"]),
            entry("A3.2-4", &["中考成绩查询", "高考成绩查询", "准考证打印"]),
        ],
        ladders: &[ladder(
            "A3.2-1",
            &["义务教育入学报名", "小学入学报名"],
            &["info", "guide", "district_query", "apply", "result_query"],
        )],
        guides: &["A3.2-3"],
        registers: &[("A3.2-5", "学校名录")],
        aged: &[],
    },
    FieldOfLife {
        name: "ylws",
        always: Some("医疗费用查询"),
        titles: &["医疗卫生", "医疗健康", "卫生健康"],
        entries: &[
            entry("A3.3-1", &["预约挂号"]),
            entry("A3.3-3", &["医保查询", "定点医疗机构一览", "定点药店查询"]),
            entry("A3.3-5", &["医师查询", "医疗机构查询", "执业登记查询"]),
        ],
        ladders: &[
            ladder(
                "A3.3-2",
                &["宫颈癌疫苗接种", "HPV疫苗接种", "九价HPV疫苗接种"],
                &["info", "site_list", "rules", "appointment"],
            ),
            ladder("A3.3-4", &["异地就医备案"], STEPS),
        ],
        guides: &["A3.3-6"],
        registers: &[],
        aged: &[],
    },
    FieldOfLife {
        name: "jycy",
        always: Some("求职登记"),
        titles: &["就业服务", "就业创业", "劳动就业"],
        entries: &[
            entry("A3.4-4", &["职业培训补贴查询", "技能证书查询", "职业培训"]),
            entry("A3.4-5", &["毕业生服务", "人才引进", "人才服务"]),
        ],
        ladders: &[ladder("A3.4-2", &["失业保险金申领"], STEPS)],
        guides: &["A3.4-3"],
        registers: &[],
        aged: &[AgedColumn {
            point: "A3.4-1",
            name: "zpxx",
            title: "招聘信息",
            subjects: &[
                "合成公交公司招聘驾驶员12名",
                "合成食品厂招聘质检员5名",
                "合成图书馆招聘馆员3名",
            ],
            full: 14,
            half: 30,
        }],
    },
    FieldOfLife {
        name: "zfbz",
        always: Some("住房租赁备案"),
        titles: &["住房服务", "住房保障", "住房"],
        entries: &[
            entry("A3.5-1", &["公积金查询", "公积金个人账户查询"]),
            entry("A3.5-4", &["不动产登记预约", "不动产登记查询"]),
            entry("A3.5-5", &["商品房预售许可查询", "网签查询", "合同备案查询"]),
        ],
        ladders: &[ladder("A3.5-2", &["公积金提取"], STEPS)],
        guides: &["A3.5-3"],
        registers: &[],
        aged: &[],
    },
    FieldOfLife {
        name: "jtcx",
        always: Some("公交卡充值"),
        titles: &["交通出行", "交通服务", "交通旅游"],
        entries: &[
            entry("A3.6-1", &["交通违法查询", "违章查询", "交通违法查询处理"]),
            entry("A3.6-3", &["机动车检验预约", "机动车年检预约"]),
            entry("A3.6-4", &["实时公交", "路况查询", "公交查询"]),
        ],
        ladders: &[ladder("A3.6-2", &["驾驶证补换领", "驾驶证换证"], STEPS)],
        guides: &["A3.6-5"],
        registers: &[],
        aged: &[],
    },
    FieldOfLife {
        name: "qysl",
        always: None,
        titles: &["设立变更", "法人服务", "设立变更"],
        entries: &[
            entry("A3.7-3", &["名称自主申报", "企业名称自主申报", "名称登记"]),
            entry("A3.7-7", &["企业注销一网服务", "企业简易注销", "简易注销"]),
        ],
        ladders: &[],
        guides: &["A3.7-5"],
        registers: &[],
        aged: &[],
    },
    FieldOfLife {
        name: "swfw",
        always: None,
        titles: &["税务服务", "办税服务", "纳税服务"],
        entries: &[
            entry("A3.8-1", &["电子税务局", "网上办税"]),
            entry("A3.8-4", &["发票查验", "发票领用", "电子发票"]),
        ],
        ladders: &[ladder(
            "A3.8-2",
            &["个人所得税", "个人所得税专项附加扣除"],
            &["info", "guide", "query", "qa"],
        )],
        guides: &["A3.8-3"],
        registers: &[],
        aged: &[AgedColumn {
            point: "A3.8-5",
            name: "ssyh",
            title: "税收优惠政策",
            subjects: &[
                "关于小微企业减税降费的通知",
                "关于设备更新税收优惠的通知",
                "关于减免有关费用的通知",
            ],
            full: 90,
            half: 180,
        }],
    },
    FieldOfLife {
        name: "szgy",
        always: None,
        titles: &["市政公用", "公用事业"],
        entries: &[],
        ladders: &[ladder("A3.8-6", &["用水报装", "用电报装", "用气报装"], STEPS)],
        guides: &[],
        registers: &[],
        aged: &[],
    },
    FieldOfLife {
        name: "xyfw",
        always: None,
        titles: &["信用服务"],
        entries: &[entry("A3.8-7", &["企业信用信息公示系统", "企业年报公示"])],
        ladders: &[],
        guides: &[],
        registers: &[],
        aged: &[],
    },
    FieldOfLife {
        name: "cxcy",
        always: None,
        titles: &["科技创新"],
        entries: &[
            entry("A3.9-1", &["创新创业专栏", "双创专栏", "创业服务"]),
            entry("A3.9-5", &["知识产权服务", "专利查询", "商标查询"]),
            entry("A3.9-6", &["人才补贴申请", "创业补贴申请", "安家费申请"]),
        ],
        ladders: &[Ladder {
            point: "A3.9-2",
            subject: &["惠企政策兑现", "惠企政策申报"],
            rungs: &["info", "match", "apply", "query", "paid_list"],
        }],
        guides: &["A3.9-4"],
        registers: &[("A3.9-7", "孵化器与众创空间名单")],
        aged: &[AgedColumn {
            point: "A3.9-3",
            name: "xmsb",
            title: "科技项目申报通知",
            subjects: &[
                "关于组织科技计划项目申报的通知",
                "关于开展技术改造项目申报的通知",
                "关于申报示范项目的通知",
            ],
            full: 90,
            half: 180,
        }],
    },
];
