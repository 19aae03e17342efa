//! `bluebook serve`: rounds, the desk and the API in the browser.

use std::path::PathBuf;
use std::sync::Arc;

use super::args::{Common, Publish, Serve};
use super::{Environment, Failed, Streams, load, publish};
use crate::panel::Chosen;
use crate::serve::{
    ACCOUNTS_FILE, Limits, Options, Publisher, ServeError, Served, Server, Unpublished,
};

pub(crate) fn serve(
    common: &Common,
    args: &Serve,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = Arc::new(load(&common.manifests)?);
    let names = args.names.iter().chain(&common.round).cloned().collect();
    let served = Served {
        manifests,
        rounds: common.rounds.clone(),
        names,
        chosen: Chosen::of(args.lots),
        archives: args.from.clone(),
    };
    let options = Options {
        listen: args.listen,
        tls: args.tls_cert.clone().zip(args.tls_key.clone()),
        behind_proxy: args.behind_proxy,
        hosts: args.hosts.clone(),
        person: args.person.clone(),
        accounts: common.rounds.join(ACCOUNTS_FILE),
        limits: Limits::default(),
    };
    let publisher = publisher(common, args.sign_with.clone(), environment);
    let stop = environment.stop.clone();
    let server = Server::new(&options, served, (stop, environment.clock), publisher)
        .map_err(serve_failed)?;
    (environment.on_signals)(&environment.stop);
    writeln!(streams.out, "{}", server.url())?;
    streams.out.flush()?;
    server.run();
    Ok(())
}

fn serve_failed(error: ServeError) -> Failed {
    let hint = error.hint();
    Failed::of(error).hint(hint)
}

/// Publishing from the browser is the command `publish`, with what it writes given back.
fn publisher(
    common: &Common,
    sign_with: Option<PathBuf>,
    environment: &Environment,
) -> Box<Publisher> {
    let (common, environment) = (common.clone(), environment.clone());
    Box::new(move |round, person, accept| {
        let args = Publish {
            name: Some(round.to_owned()),
            against: None,
            accept: accept.to_vec(),
            objections_until: None,
            embargo_until: None,
            sign_with: sign_with.clone(),
            person: Some(person.to_owned()),
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams { out: &mut out, err: &mut err };
        let done = publish::publish(&common, &args, &environment, &mut streams);
        let text = String::from_utf8_lossy(&[out, err].concat()).into_owned();
        let said = text.lines().map(str::to_owned).collect();
        match done {
            Ok(()) => Ok(said),
            Err(failed) => Err(Unpublished { text: failed.line(), hint: failed.hint_text(), said }),
        }
    })
}
