//! The same through the sandbox: the guest `bench_points`, a fresh instance a call, as in a round.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use bluebook::model::{Digest, PointId};
use bluebook::sandbox::{
    Answer, Limits, LoadedProbe, Place, Received, Sandbox, Site, SitePage, Task,
};
use bluebook_dom::Page;

use crate::points::Point;

/// The engine and the guest.
pub(crate) struct Sandboxed {
    sandbox: Sandbox,
    probe: LoadedProbe,
}

impl Sandboxed {
    pub(crate) fn new() -> Result<Self, Box<dyn Error>> {
        let sandbox = Sandbox::new(Limits::default())?;
        let guest = Path::new(tests::GUESTS_DIR).join("bench_points.wasm");
        let probe = sandbox.load(&guest, None)?;
        Ok(Self { sandbox, probe })
    }

    pub(crate) fn judge(
        &self,
        site: &Arc<Site>,
        tasks: &Arc<[Task]>,
    ) -> Result<Answer, Box<dyn Error>> {
        let answer = self.sandbox.evaluate(&self.probe, site, tasks);
        answer.map_err(|failure| format!("{}: {}", failure.reason, failure.note).into())
    }
}

/// One task a point.
pub(crate) fn tasks(points: &[Point]) -> Arc<[Task]> {
    let params = Arc::new(BTreeMap::new());
    let task = |point: &Point| Task {
        point: PointId(point.id.to_owned()),
        criterion: "judge".to_owned(),
        page: None,
        params: Arc::clone(&params),
    };
    points.iter().map(task).collect()
}

/// A region of one page. The page's digest is collection's work, not judging's, so it is one of nothing.
pub(crate) fn site(page: &Arc<Page>) -> Arc<Site> {
    let by_url = BTreeMap::from([(page.url().to_owned(), 0)]);
    let page = SitePage {
        page: Arc::clone(page),
        role: "home".to_owned(),
        status: 200,
        depth: 0,
        encoding: "utf-8".to_owned(),
        n_replaced: 0,
        received: Received::default(),
        digest: Digest::of(b""),
    };
    let place = Place {
        code: "440100".to_owned(),
        name: "广州市".to_owned(),
        short_name: "广州".to_owned(),
    };
    Arc::new(Site {
        place,
        collected_on: "2019-12-31".to_owned(),
        pages: vec![page],
        by_url,
        missing: BTreeMap::new(),
    })
}
