//! Feeds of the operator (docs/reference/feeds.md): accounts, the app's listing, visits
//! (A2.2-1, A2.2-2, A2.2-8, A3.x-…, B1.1-3, B1.2-7, B3.3-6, C1.2, C3.2-4).

use serde_json::{Value, json};

use super::day::{COLLECTED_ON, Day};
use super::draft::{Draft, count, share, steps};
use super::place::{Ground, NOTE, Place};
use super::truth::Planted;

/// Points of the number of channels a field is on, and what the field's services are called.
const FIELDS: [(&str, &[&str]); 6] = [
    ("A3.1-7", &["社保查询", "社保卡申领", "城乡居民基本养老保险参保登记"]),
    ("A3.2-6", &["义务教育入学报名", "中考成绩查询", "教师资格认定"]),
    ("A3.3-7", &["预约挂号", "医保查询", "生育登记"]),
    ("A3.4-6", &["职业培训补贴查询", "失业保险金申领", "就业失业登记"]),
    ("A3.5-6", &["公积金查询", "公积金提取", "公共租赁住房申请"]),
    ("A3.6-6", &["交通违法查询", "驾驶证补换领", "道路运输经营许可"]),
];

/// Plants the feeds.
pub(crate) fn plant(draft: &mut Draft<'_>) {
    let (in_account, in_app) = services(draft);
    let wechat = wechat(draft, &in_account);
    let weibo = weibo(draft);
    put(draft, "wechat", &wechat);
    put(draft, "weibo", &weibo);
    let app = app(draft, &in_app);
    put(draft, "app", &app);
    let visits = visits(draft);
    put(draft, "visits", &visits);
}

/// The address of a feed.
pub(crate) fn feed_url(place: &Place, name: &str) -> String {
    format!("https://{}/{name}.json", place.feeds())
}

fn put(draft: &mut Draft<'_>, name: &str, feed: &Value) {
    let url = feed_url(draft.place, name);
    draft.put_bytes(&url, "application/json", feed.to_string().into_bytes());
}

/// A field's services are on the site, and may be in the account and in the app.
fn services(draft: &mut Draft<'_>) -> (Vec<&'static str>, Vec<&'static str>) {
    let (mut in_account, mut in_app) = (Vec::new(), Vec::new());
    // An app that cannot be installed serves nobody.
    let n_max = if is_installable(draft.place) { 3 } else { 2 };
    for (point, names) in FIELDS {
        let n = draft.place.some_of(point, 2);
        // The site is a channel: where it cannot be seen, the number is unknown.
        draft.plant(point, Ground::Portal, Planted::Count(count((1 + n).min(n_max))));
        if n > 0 {
            in_account.extend(names);
        }
        if n > 1 {
            in_app.extend(names);
        }
    }
    (in_account, in_app)
}

fn posts(n_days: i64, reads: u64) -> Vec<Value> {
    // One a day, each the first of its day.
    (0..14_u64).zip(0_i64..).map(|(nth, ago)| {
        json!({ "on": Day::ago(n_days + ago).iso(), "title": format!("合成文章{}", nth + 1), "is_head": true, "reads": reads + nth * 10, "wows": 4 + nth, "likes": 10 + nth, "forwards": 6 + nth, "comments": 0, "comments_answered": 0 })
    }).collect()
}

/// Days an index is over: lists of accounts are monthly.
const INDEX_DAYS: i64 = 30;

/// WCI V14.2 of posts as above, of which the newest is `n_days` old, over a month: W is 0.6 of daily
/// means, 0.2 of means an article, 0.1 of daily means of first articles, 0.1 of maxima; the index is
/// 12 W².
fn wci(posts: &[Value], n_days: i64) -> f64 {
    let n_within = usize::try_from(INDEX_DAYS - n_days).unwrap_or_default().min(posts.len());
    let of = |key: &str| -> Vec<f64> {
        posts.iter().take(n_within).filter_map(|post| post[key].as_f64()).collect()
    };
    let per = |key: &str, n: usize| of(key).iter().sum::<f64>() / count(n.max(1));
    let most = |key: &str| of(key).into_iter().fold(0.0, f64::max);
    let part = |reads: f64, wows: f64, likes: f64, forwards: f64| {
        0.70 * reads.ln_1p()
            + 0.09 * (10.0 * wows).ln_1p()
            + 0.06 * (10.0 * likes).ln_1p()
            + 0.15 * (10.0 * forwards).ln_1p()
    };
    let means =
        |n: usize| part(per("reads", n), per("wows", n), per("likes", n), per("forwards", n));
    let maxima = part(most("reads"), most("wows"), most("likes"), most("forwards"));
    // Every article is the first of its day.
    let w = 0.7 * means(usize::try_from(INDEX_DAYS).unwrap_or_default())
        + 0.2 * means(n_within)
        + 0.1 * maxima;
    12.0 * w * w
}

fn wechat(draft: &mut Draft<'_>, services: &[&str]) -> Value {
    let place = draft.place;
    let n_days = place.days("C1.2-5", 14, 14);
    draft.plant("C1.2-5", Ground::Feed, steps(Some(n_days)));
    let posts = posts(n_days, 50 + place.some_of("C1.2-6", 20) as u64 * 150);
    draft.plant("C1.2-6", Ground::Feed, Planted::Index(wci(&posts, n_days)));
    let has_menu = place.has("C1.2-2");
    let talks = place.some_of("B1.1-3", 2);
    draft.plant("C1.2-2", Ground::Feed, Planted::Is(has_menu));
    let menu = if has_menu {
        json!([{ "text": "办事服务", "url": format!("https://{}/", place.portal()) }, { "text": "查询", "url": draft.login_url() }])
    } else if talks == 0 {
        json!([])
    } else {
        json!([{ "text": "往期回顾" }, { "text": "关于我们" }])
    };
    let is_app_office = place.has("B1.2-7 app");
    draft.plant(
        "B1.2-7",
        Ground::Feed,
        Planted::Is(has_menu || is_app_office || !services.is_empty()),
    );
    let grade = ["none", "open", "reply"].get(talks).copied().unwrap_or("none");
    draft.plant(
        "B1.1-3",
        Ground::Feed,
        Planted::Grade(if has_menu && talks == 0 { "open" } else { grade }),
    );
    let messages = match talks {
        2 => json!([{ "asked_on": Day::ago(12).iso(), "answered_on": Day::ago(10).iso() }]),
        // Answered, and long ago.
        _ => json!([{ "asked_on": Day::ago(212).iso(), "answered_on": Day::ago(210).iso() }]),
    };
    let pushes = place.has("C3.2-4");
    draft.plant("C3.2-4", Ground::Feed, Planted::Is(pushes));
    json!({
        "bluebook_feed": 1, "kind": "account", "channel": "wechat", "note": NOTE,
        "name": format!("{}发布", place.short), "operator": format!("{}人民政府办公室", place.city()), "fetched_on": COLLECTED_ON,
        "menu": menu, "services": services, "comments_open": talks > 0, "messages_open": talks > 0, "messages": messages, "push": pushes, "posts": posts,
    })
}

fn weibo(draft: &mut Draft<'_>) -> Value {
    let place = draft.place;
    let n_days = place.days("C1.2-4", 14, 14);
    draft.plant("C1.2-4", Ground::Feed, steps(Some(n_days)));
    let n_answered = place.some_of("B3.3-6", 10) * 14 / 20;
    let n_answered = n_answered.min(14);
    draft.plant("B3.3-6", Ground::Feed, share(n_answered, 14));
    let mut posts = posts(n_days, 0);
    for (nth, post) in posts.iter_mut().enumerate() {
        post["comments"] = json!(1);
        post["comments_answered"] = json!(u8::from(nth < n_answered));
    }
    json!({
        "bluebook_feed": 1, "kind": "account", "channel": "weibo", "note": NOTE,
        "name": format!("{}发布", place.short), "operator": format!("{}人民政府新闻办公室", place.city()), "fetched_on": COLLECTED_ON,
        "comments_open": false, "messages_open": false, "posts": posts,
    })
}

fn app(draft: &mut Draft<'_>, services: &[&str]) -> Value {
    let place = draft.place;
    let is_official = place.has("C1.2-1");
    let is_installable = is_installable(place);
    // What nobody can install is in no store.
    draft.plant("C1.2-1", Ground::Feed, Planted::Is(is_official && is_installable));
    let n_days = place.days("A2.2-8", 180, 365);
    draft.plant("A2.2-8", Ground::Feed, steps(is_installable.then_some(n_days)));
    let mut services: Vec<&str> = services.to_vec();
    if place.has("B1.2-7 app") {
        services.push("掌上办事大厅");
    }
    let developer = if is_official {
        format!("{}大数据管理局", place.city())
    } else {
        "某某网络工作室".to_owned()
    };
    json!({
        "bluebook_feed": 1, "kind": "app", "note": NOTE, "name": format!("{}通", place.short), "developer": developer,
        "store": "合成应用商店", "version": "2.1.0", "released_on": Day::ago(n_days).iso(), "is_installable": is_installable, "services": services,
    })
}

/// Whether the app's listing leads to the app.
fn is_installable(place: &Place) -> bool {
    place.rng("A2.2-8 there").u32(0..8) > 0
}

fn visits(draft: &mut Draft<'_>) -> Value {
    let place = draft.place;
    let n_open = 18 + place.some_of("A2.2-1", 6).min(6);
    draft.plant("A2.2-1", Ground::Feed, share(n_open, 24));
    let elapsed = [2000_u64, 5000, 9500];
    let pick = 2 - place.some_of("A2.2-2", 2);
    let base = elapsed.get(pick).copied().unwrap_or(9500);
    draft.plant(
        "A2.2-2",
        Ground::Feed,
        Planted::Steps(f64::from(u32::try_from(base).unwrap_or_default())),
    );
    let visits: Vec<Value> = (0..24)
        .zip(0_i64..)
        .map(|(nth, hour)| {
            let at = format!("{}T{:02}:30", Day::ago(hour / 4).iso(), 8 + (hour % 4) * 3);
            if nth < n_open {
                json!({ "at": at, "is_open": true, "elapsed_ms": base })
            } else {
                json!({ "at": at, "is_open": false })
            }
        })
        .collect();
    json!({ "bluebook_feed": 1, "kind": "visits", "note": NOTE, "url": format!("https://{}/", place.www()), "visits": visits })
}
