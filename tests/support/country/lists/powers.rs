//! A1.2: the list of powers.

use super::super::draft::{Draft, count, share};
use super::super::files::FileState;
use super::super::items::Items;
use super::super::page::{Doc, heading, text};
use super::super::place::{Ground, nth_of};
use super::super::trap::Trap;
use super::super::truth::Planted;
use super::super::write::anchor;
use super::{Listing, N_ROWS, OFFICES, listed, mask, reach};

const POWER_TYPES: [&str; 10] = [
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政给付",
    "行政检查",
    "行政确认",
    "行政奖励",
    "行政裁决",
    "其他行政权力",
];

/// Plants it.
#[expect(clippy::too_many_lines, reason = "a row has seven cells")]
pub(super) fn powers(draft: &mut Draft<'_>, items: &Items) {
    let place = draft.place;
    let title = place.word(&["权力清单", "行政权力清单", "市级行政权力事项清单"]);
    let listing = Listing { reach: "A1.2-1", age: "A1.2-6", name: "qlqd", title };
    let (url, age) = reach(draft, &listing);
    let n_types = 1 + place.some_of("A1.2-2", 9);
    draft.plant("A1.2-2", Ground::Site, Planted::Count(count(n_types)));
    let has = mask(draft, "A1.2-3", 5, 2);
    draft.plant("A1.2-3", Ground::Site, share(has.iter().filter(|has| **has).count(), 5));
    let n_coded = place.some_of("A1.2-4", N_ROWS);
    draft.plant("A1.2-4", Ground::Site, share(n_coded, N_ROWS));
    let n_charts = place.some_of("A1.2-5", N_ROWS);
    draft.plant("A1.2-5", Ground::Site, share(n_charts, N_ROWS));
    let n_licences = N_ROWS + 1 - n_types;
    let n_agreed = place.some_of("A1.2-7", n_licences);
    draft.plant("A1.2-7", Ground::Portal, share(n_agreed, n_licences));
    if n_agreed < n_licences {
        draft.trap(Trap::Disagreement);
    }
    let chart = draft.put_file(Ground::Site, "png", FileState::Good);
    let rows: Vec<Vec<String>> = (0..N_ROWS)
        .map(|nth| {
            let kind = nth_of(&POWER_TYPES, (nth + 1).saturating_sub(n_licences));
            let name = match (nth < n_licences, nth < n_agreed) {
                (true, true) => items.name(nth).to_owned(),
                (true, false) => format!("{}审批", nth_of(&UNLISTED, nth)),
                (false, _) => format!("对{}的{kind}", nth_of(&UNLISTED, nth)),
            };
            let code = if nth < n_coded {
                format!("11{}MB0A{:05}", place.code, 1000 + nth)
            } else {
                nth_of(&["暂无", "见附件", "00-1"], nth).to_string()
            };
            let flow = if nth < n_charts {
                anchor(place, &url, "流程图", &chart)
            } else {
                String::new()
            };
            vec![
                name,
                (*kind).to_owned(),
                "《合成条例》第五条".to_owned(),
                (*nth_of(&OFFICES, nth * 3)).to_owned(),
                "市级".to_owned(),
                code,
                flow,
            ]
        })
        .collect();
    let get = |nth: usize| has.get(nth).copied().unwrap_or_default();
    let code = place.word(&["事项编码", "基本编码", "实施编码"]);
    let heads = [
        ("事项名称", true),
        ("事项类型", true),
        ("设定依据", get(2)),
        ("实施主体", get(3)),
        ("行使层级", get(4)),
        (code, true),
        ("流程图", n_charts > 0),
    ];
    let mut blocks = vec![heading(title), age];
    if n_types < POWER_TYPES.len() {
        draft.trap(Trap::BareHeading);
        let none = POWER_TYPES
            .iter()
            .skip(n_types)
            .map(|kind| format!("{kind}（0项）"))
            .collect::<Vec<_>>();
        blocks.push(text(none.join("　")));
    }
    blocks.extend(listed(draft, "A1.2 labels", &heads, &rows));
    draft.put(Ground::Site, &url, &Doc::new(title, blocks));
}

/// Names that no portal has.
const UNLISTED: [&str; 10] = [
    "户外场地占用",
    "温泉开采",
    "观测点设置",
    "码头扩建",
    "林下种植",
    "桥梁荷载试验",
    "水井封填",
    "标识悬挂",
    "河道取样",
    "仓储改建",
];
