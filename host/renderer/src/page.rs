//! The rendering of one page: opened in a context of its own, watched until it stands still,
//! read, and thrown away.

mod first_view;
mod intercept;
mod ledger;
mod progress;
mod snapshot;

use std::collections::BTreeMap;
use std::time::Duration;

use bluebook_renderer::protocol::{Order, Rendered, ToRenderer, Traffic};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep_until};

use crate::browser::Browser;
use crate::cdp::{Event, Heard, Reply};
use crate::error::RenderError;
use crate::serving::{Host, understand};
use first_view::Kept;
use intercept::Paused;
use ledger::{Ledger, REFUSED_POPUP, REFUSED_SOCKET};
use progress::{Progress, Standing};

/// A redirect a page announces is waited for if it comes within this; "you are taken there
/// in five seconds" is the longest that is usual.
const REDIRECT_WAIT_MAX: Duration = Duration::from_secs(5);

/// A page that is being rendered.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    browser: &'a mut Browser,
    host: &'a mut Host,
    order: &'a Order,
    context: String,
    /// Of the page, and of its main frame: they are the same.
    target: String,
    session: String,
    progress: Progress,
    ledger: Ledger,
    /// Requests the host owes an answer, by number.
    open: BTreeMap<u64, Paused>,
    /// What the host answered, for a second load.
    kept: Kept,
    /// Answers on their way into the browser: number of the command, request, its name there.
    fulfilling: BTreeMap<u64, (u64, String)>,
    /// Number of the request for the document that is there or to come.
    document: u64,
    /// Number of the command that leads to the page.
    navigate: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Context {
    browser_context_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    target_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Session {
    session_id: String,
}

impl<'a> Page<'a> {
    /// Opens an empty page in a context of its own: no cookies, no cache, no other page's.
    pub(crate) async fn open(
        browser: &'a mut Browser,
        host: &'a mut Host,
        order: &'a Order,
    ) -> Result<Self, RenderError> {
        let cdp = &mut browser.cdp;
        let new = json!({ "disposeOnDetach": true });
        let context: Context = cdp.call(None, "Target.createBrowserContext", &new).await?;
        let context = context.browser_context_id;
        let deny = json!({ "behavior": "deny", "browserContextId": context });
        cdp.call::<Value>(None, "Browser.setDownloadBehavior", &deny).await?;
        let new = json!({ "url": "about:blank", "browserContextId": context });
        let target: Target = cdp.call(None, "Target.createTarget", &new).await?;
        let target = target.target_id;
        let attach = json!({ "targetId": target, "flatten": true });
        let session: Session = cdp.call(None, "Target.attachToTarget", &attach).await?;
        let progress = Progress::new(&order.limits, Instant::now());
        let ledger = Ledger::new(&order.limits);
        let mut page = Self {
            browser,
            host,
            order,
            context,
            target,
            session: session.session_id,
            progress,
            ledger,
            open: BTreeMap::new(),
            kept: Kept::default(),
            fulfilling: BTreeMap::new(),
            document: 0,
            navigate: 0,
        };
        page.prepare().await?;
        Ok(page)
    }

    /// Switches on what we are told of, and sets what the page is shown on.
    async fn prepare(&mut self) -> Result<(), RenderError> {
        let limits = &self.order.limits;
        let screen = json!({
            "width": limits.viewport_width, "height": limits.viewport_height,
            "deviceScaleFactor": 1, "mobile": false,
        });
        let commands = [
            ("Page.enable", json!({})),
            ("Page.setLifecycleEventsEnabled", json!({ "enabled": true })),
            ("Runtime.enable", json!({})),
            ("Log.enable", json!({})),
            // Told of sockets; answers are ours already and need not be kept there.
            ("Network.enable", json!({ "maxTotalBufferSize": 0, "maxResourceBufferSize": 0 })),
            ("Network.setBypassServiceWorker", json!({ "bypass": true })),
            ("Emulation.setDeviceMetricsOverride", screen),
            ("Emulation.setTimezoneOverride", json!({ "timezoneId": "Asia/Shanghai" })),
        ];
        let sent = commands.map(|(method, params)| (self.tell(method, &params), method));
        for (id, method) in sent {
            self.browser.cdp.answer::<Value>(id, method).await?;
        }
        Ok(())
    }

    /// Leads to the address and watches until the page stands still; then reads it.
    pub(crate) async fn render(&mut self) -> Result<Rendered, RenderError> {
        self.navigate = self.tell("Page.navigate", &json!({ "url": self.order.url }));
        self.progress = Progress::new(&self.order.limits, Instant::now());
        let is_settled = loop {
            match self.progress.standing(Instant::now()) {
                Standing::Settled => break true,
                Standing::Unsettled => break false,
                Standing::NotLoaded => {
                    let url = self.order.url.clone();
                    let load_ms_max = self.order.limits.load_ms_max;
                    return Err(RenderError::LoadTimeout { url, load_ms_max });
                }
                Standing::Waiting(until) => self.step(until).await?,
            }
        };
        self.read(is_settled).await
    }

    /// What it asked for, to be told even if it is not rendered.
    pub(crate) fn take_traffic(&mut self) -> Traffic {
        self.ledger.take()
    }

    /// Throws the page away with all it left in the browser.
    pub(crate) async fn close(self) -> Result<(), RenderError> {
        let context = json!({ "browserContextId": self.context });
        let cdp = &mut self.browser.cdp;
        cdp.call::<Value>(None, "Target.disposeBrowserContext", &context).await?;
        Ok(())
    }

    /// Takes in the next thing that browser or host say, or the time.
    async fn step(&mut self, until: Option<Instant>) -> Result<(), RenderError> {
        let clock = async {
            match until {
                Some(until) => sleep_until(until).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            heard = self.browser.cdp.hear() => match heard? {
                Heard::Event(event) => self.on_event(event),
                Heard::Reply(reply) => self.on_reply(&reply),
            },
            line = self.host.hear() => {
                let line = line.map_err(|source| RenderError::Host { source })?;
                let message = understand(&line.ok_or(RenderError::HostEnded)?)?;
                self.on_host(message)
            }
            () = clock => Ok(()),
        }
    }

    fn on_host(&mut self, message: ToRenderer) -> Result<(), RenderError> {
        match message {
            ToRenderer::Answer { page, request, answer } if page == self.order.page => {
                self.answer(request, &answer)
            }
            // Of a page that is over.
            ToRenderer::Answer { .. } => Ok(()),
            ToRenderer::Render(_) => {
                Err(RenderError::Order { why: "another page is ordered before this one is done" })
            }
        }
    }

    fn on_event(&mut self, event: Event) -> Result<(), RenderError> {
        let now = Instant::now();
        let text = |name: &str| event.params.get(name).and_then(Value::as_str).unwrap_or_default();
        let is_ours = text("frameId") == self.target;
        match event.method.as_str() {
            "Fetch.requestPaused" => return self.on_request(event.params),
            "Page.lifecycleEvent" if is_ours => match text("name") {
                "init" => {
                    self.progress.committed(text("loaderId"), now);
                    self.forget_before(self.document);
                }
                "load" => self.progress.loaded(text("loaderId"), now),
                _ => {}
            },
            "Page.frameStoppedLoading" if is_ours => self.progress.stopped(now),
            "Page.frameScheduledNavigation" if is_ours => {
                let seconds = event.params.get("delay").and_then(Value::as_f64).unwrap_or_default();
                let delay = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
                if delay <= REDIRECT_WAIT_MAX {
                    self.progress.announced(delay, now);
                }
            }
            "Page.frameClearedScheduledNavigation" if is_ours => self.progress.called_off(now),
            // What the page asks for and says is told of its first load.
            "Page.windowOpen" | "Network.webSocketCreated" | "Network.webTransportCreated"
                if self.kept.is_in_use() => {}
            "Page.windowOpen" => self.ledger.note(text("url"), REFUSED_POPUP)?,
            "Network.webSocketCreated" | "Network.webTransportCreated" => {
                self.ledger.note(text("url"), REFUSED_SOCKET)?;
            }
            "Target.targetCreated" => self.on_target(&event.params),
            "Network.loadingFailed" => self.on_end(text("requestId")),
            "Inspector.targetCrashed" => return Err(RenderError::PageCrashed),
            "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Log.entryAdded" => {
                self.ledger.hear(&event);
            }
            _ => {}
        }
        Ok(())
    }

    /// Closes what the page opened beside itself.
    fn on_target(&mut self, params: &Value) {
        let info = params.get("targetInfo");
        let text = |name| info.and_then(|info| info.get(name)).and_then(Value::as_str);
        let is_popup = text("browserContextId") == Some(&self.context)
            && text("targetId").is_some_and(|target| target != self.target);
        if let (true, Some(target)) = (is_popup, text("targetId")) {
            let params = json!({ "targetId": target });
            self.browser.cdp.send(None, "Target.closeTarget", &params);
        }
    }

    fn on_reply(&mut self, reply: &Reply) -> Result<(), RenderError> {
        if let Some((request, paused)) = self.fulfilling.remove(&reply.id) {
            if reply.result.is_err() {
                self.turn_away(request, &paused, ledger::REFUSED_UNUSABLE);
            }
            return Ok(());
        }
        if reply.id != self.navigate {
            return Ok(());
        }
        let why = match &reply.result {
            Ok(result) => match result.get("errorText").and_then(Value::as_str) {
                Some(text) => text,
                None => return Ok(()),
            },
            Err(message) => message,
        };
        let why = self.ledger.why_no_document(why);
        Err(RenderError::NoDocument { url: self.order.url.clone(), why })
    }

    /// Queues a command to the page.
    fn tell(&mut self, method: &str, params: &Value) -> u64 {
        self.browser.cdp.send(Some(&self.session), method, params)
    }
}
