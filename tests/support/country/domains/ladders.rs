//! Ways of several steps: what is said, how it is done, the form, the application, the state of it.
//! Some have a step missing in the middle; what is behind it does not count.

use super::super::day::{Day, Written};
use super::super::draft::{Draft, PADDING};
use super::super::files::FileState;
use super::super::page::{Block, Doc, Field, Link, facts, heading, table, text};
use super::super::place::{Ground, nth_of};
use super::super::trap::Trap;
use super::super::truth::Planted;
use super::fields::Ladder;

/// Plants a way; the link to its first step goes on the topic's page.
pub(super) fn put_ladder(draft: &mut Draft<'_>, ladder: &Ladder) -> Option<Link> {
    let place = draft.place;
    let n_rungs = ladder.rungs.len();
    // One draw more than rungs, so that good regions reach the top.
    let height = place.some_of(ladder.point, n_rungs + 1).min(n_rungs);
    let grade = height.checked_sub(1).map_or("none", |top| *nth_of(ladder.rungs, top));
    // Answers to the public need no step before them (A3.8-2).
    let is_broken = ladder.point != "A3.8-2"
        && height >= 2
        && height + 2 <= n_rungs
        && place.rng(&format!("{} broken", ladder.point)).bool();
    if is_broken {
        draft.trap(Trap::BrokenChain);
        draft.plant_trapped(ladder.point, Ground::Portal, Planted::Grade(grade), Trap::BrokenChain);
    } else {
        draft.plant(ladder.point, Ground::Portal, Planted::Grade(grade));
    }
    if height == 0 {
        return None;
    }
    let subject = place.word(ladder.subject);
    let url = draft.leaf(Ground::Portal, "zt", Day::ago(200));
    let mut blocks =
        vec![heading(subject), text(format!("{subject}是本市提供的一项服务。{PADDING}"))];
    let mut links = Vec::new();
    for (nth, rung) in ladder.rungs.iter().enumerate().skip(1) {
        match (nth < height, is_broken && nth == height, is_broken) {
            (true, _, _) => put_rung(draft, subject, rung, &mut blocks, &mut links),
            (_, true, _) => {
                let to = draft.column(Ground::Portal, "rk");
                draft.put_broken(Ground::Portal, &to, Trap::DeadLink);
                links.push(Link::new(words_of(rung), to));
            }
            (_, _, true) => put_rung(draft, subject, rung, &mut blocks, &mut links),
            _ => {}
        }
    }
    blocks.push(Block::Links(links));
    draft.put_rendered(Ground::Portal, &url, &Doc::new(subject, blocks));
    Some(Link::new(subject, url))
}

/// The words of a step's link.
fn words_of(rung: &str) -> &'static str {
    match rung {
        "guide" => "办事指南",
        "form" => "申请表下载",
        "apply" => "在线办理",
        "query" => "进度查询",
        "district_query" => "招生区域查询",
        "result_query" => "录取结果查询",
        "site_list" => "接种点一览",
        "rules" => "接种须知",
        "appointment" => "在线预约接种",
        "match" => "政策匹配",
        "paid_list" => "兑现公示",
        _ => "常见问题",
    }
}

#[expect(clippy::too_many_lines, reason = "one arm a step")]
/// A step: on the page itself, or a link and what is behind it.
fn put_rung(
    draft: &mut Draft<'_>,
    subject: &str,
    rung: &str,
    blocks: &mut Vec<Block>,
    links: &mut Vec<Link>,
) {
    let words = words_of(rung);
    let fields = [("姓名", Field::Line("name")), ("证件号码", Field::Line("number"))];
    let doc = match rung {
        "guide" => {
            blocks.push(guide(draft, subject));
            return;
        }
        "form" => {
            let file = draft.put_file(Ground::Portal, "doc", FileState::Good);
            links.push(Link::new(words, file));
            return;
        }
        "site_list" => {
            let rows = (1..6).map(|nth| {
                vec![
                    format!("合成社区卫生服务中心{nth}"),
                    format!("示例路{nth}0号"),
                    format!("0990-555{:04}", 6000 + nth),
                ]
            });
            Doc::new(
                words,
                vec![
                    heading(format!("{subject}{words}")),
                    table(&["接种单位", "地址", "电话"], rows.collect()),
                ],
            )
        }
        "rules" => Doc::new(
            words,
            vec![
                heading(format!("{subject}{words}")),
                facts(&[
                    ("接种对象", "9至45岁女性"),
                    ("接种程序", "0、2、6月各1剂"),
                    ("价格", "每剂1318元"),
                    ("禁忌", "对疫苗成分过敏者"),
                ]),
            ],
        ),
        "paid_list" => {
            let rows = (1..6).map(|nth| {
                vec![
                    format!("合成企业{nth}号"),
                    "研发补助".to_owned(),
                    format!("{nth}0万元"),
                    "2018-12-20".to_owned(),
                ]
            });
            Doc::new(
                words,
                vec![
                    heading(format!("惠企资金{words}")),
                    table(&["企业名称", "政策", "金额", "兑现日期"], rows.collect()),
                ],
            )
        }
        "qa" => {
            let (asked, answered) = (Day::ago(40), Day::ago(37));
            Doc::new(
                words,
                vec![
                    heading(format!("{subject}{words}")),
                    facts(&[
                        ("咨询内容", "个人所得税专项附加扣除怎样填报？"),
                        ("咨询时间", &asked.written(Written::Iso)),
                        (
                            "答复内容",
                            "可以在个人所得税客户端填报子女教育、继续教育等专项附加扣除信息。",
                        ),
                        ("答复时间", &answered.written(Written::Iso)),
                    ]),
                ],
            )
        }
        _ => draft.form_page(Ground::Portal, &format!("{subject}{words}"), &fields),
    };
    let url = draft.column(Ground::Portal, "bz");
    draft.put_rendered(Ground::Portal, &url, &doc);
    links.push(Link::new(words, url));
}

/// The guide of a way, on its first page.
fn guide(draft: &Draft<'_>, subject: &str) -> Block {
    let place = format!("{}政务服务中心", draft.place.city());
    facts(&[
        ("事项名称", subject),
        ("设定依据", "《合成条例》第八条"),
        ("申请条件", "在本市参保、居住或者经营"),
        ("办理材料", "身份证原件1份"),
        ("办理地点", &place),
        ("办理时间", "工作日9:00—17:00"),
        ("联系电话", "0990-5557000"),
        ("办理流程", "申请、受理、审核、办结"),
    ])
}
