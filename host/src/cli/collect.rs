//! What the manifest says about collection, as live collection wants it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::fetch::render::{RenderLimits, Renderer, RendererConfig};
use crate::fetch::{
    AddressRule, BadCertificate, CircuitRule, HostRule, LiveLimits, OptOut, Pace, Policy,
    RetryRule, Window, Windows,
};
use crate::manifest::{self, FetchManifest, HostEntry, OptOutEntry, Politeness};

/// The user agent with its contact.
pub(crate) fn user_agent(fetch: &FetchManifest) -> String {
    format!("{} (+{})", fetch.identity.user_agent, fetch.identity.contact)
}

/// Limits of live collection.
pub(crate) fn live_limits(fetch: &FetchManifest) -> LiveLimits {
    let limits = &fetch.limits;
    let Politeness { pace, .. } = &fetch.politeness;
    let ms = Duration::from_millis;
    LiveLimits {
        connect_max: ms(limits.connect_timeout_ms),
        first_byte_max: ms(limits.first_byte_timeout_ms),
        total_max: ms(limits.total_timeout_ms),
        body_bytes_max: usize::try_from(limits.body_bytes_max).unwrap_or(usize::MAX),
        n_hops_max: limits.redirects_max as usize,
        pace: Pace {
            host_interval_min: ms(pace.host_interval_ms_min),
            address_interval_min: ms(pace.address_interval_ms_min),
            crawl_delay_max: ms(pace.crawl_delay_ms_max),
            retry_after_max: ms(pace.retry_after_ms_max),
            circuit: CircuitRule {
                n_failures_max: pace.circuit_failures_max,
                open_for: ms(pace.circuit_open_ms),
            },
        },
        retry: RetryRule { n_tries_max: pace.tries_max, wait: ms(pace.retry_wait_ms_max) },
        addresses: if fetch.allow_private_addresses {
            AddressRule::Any
        } else {
            AddressRule::PublicOnly
        },
        policy: policy(&fetch.politeness),
    }
}

/// The renderer, if there is a program for it: the manifest's, else the one that was found.
/// Whether it has a browser shows when the first page is rendered.
pub(crate) fn renderer(fetch: &FetchManifest, found: Option<&Path>) -> Option<Renderer> {
    let render = &fetch.render;
    let program = render.program.as_ref().map(PathBuf::from);
    let program = program.or_else(|| found.map(Path::to_owned))?;
    let limits = RenderLimits {
        requests_max: render.requests_max,
        load_ms_max: render.load_ms_max,
        settle_ms_max: render.settle_ms_max,
        ..RenderLimits::default()
    };
    let page_max = Duration::from_millis(render.page_ms_max);
    Some(Renderer::new(RendererConfig { limits, page_max, ..RendererConfig::new(program) }))
}

fn policy(politeness: &Politeness) -> Policy {
    let Politeness { pace, hosts, opt_outs } = politeness;
    Policy {
        windows: windows(&pace.windows),
        hosts: hosts.iter().map(host_rule).collect(),
        opt_outs: opt_outs.iter().map(opt_out).collect(),
    }
}

/// The manifest has checked the texts, by the same grammar.
fn windows(texts: &[String]) -> Windows {
    Windows(texts.iter().filter_map(|text| Window::parse(text)).collect())
}

fn host_rule(entry: &HostEntry) -> HostRule {
    HostRule {
        host: entry.name.clone(),
        interval_min: entry.interval_ms_min.map(Duration::from_millis),
        windows: entry.windows.as_deref().map(windows),
        bad_certificate: match entry.bad_certificate {
            manifest::BadCertificate::Refuse => BadCertificate::Refuse,
            manifest::BadCertificate::LookAnyway => BadCertificate::LookAnyway,
        },
        reason: entry.reason.clone(),
    }
}

fn opt_out(entry: &OptOutEntry) -> OptOut {
    let OptOutEntry { name, until, reason } = entry.clone();
    OptOut { host: name, until, reason }
}
