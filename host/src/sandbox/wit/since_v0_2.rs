//! Contract 0.2: the host's side of `probe-sdk/wit/since_v0_2`. It adds how a page came, why one
//! did not, and the addresses of forms.

use wasmtime::component::{HasSelf, Linker};
use wasmtime::{Engine, Result};

use super::super::state::State;
use super::shared::implement;

mod generated {
    wasmtime::component::bindgen!({
        path: "../probe-sdk/wit/since_v0_2",
        world: "probe",
        imports: { default: trappable },
        // What is judged has not changed its form, so that the rest of the host sees one.
        with: { "bluebook:probe/types": crate::sandbox::wit::since_v0_1::generated::bluebook::probe::types },
    });
}

use generated::bluebook::probe::{log, page, params, site};

pub(in super::super) use generated::ProbePre;

use super::since_v0_1::types;

/// A linker with this contract's functions and nothing else.
pub(in super::super) fn linker(engine: &Engine) -> Result<Linker<State>> {
    let mut linker = Linker::new(engine);
    generated::Probe::add_to_linker::<_, HasSelf<State>>(&mut linker, |state| state)?;
    Ok(linker)
}

implement! {
    page {
        fn fact(&mut self, page: u32, name: String) -> Result<Option<String>> {
            let fact = self.page(page)?.received.fact(&name);
            self.charge(name.len() + fact.as_ref().map_or(0, String::len))?;
            Ok(fact)
        }

        fn hops(&mut self, page: u32) -> Result<Vec<String>> {
            let hops = self.page(page)?.received.hops.clone();
            self.charge(hops.iter().map(String::len).sum())?;
            Ok(hops)
        }

        fn form_url(
            &mut self,
            page: u32,
            form: u32,
            values: Vec<(String, String)>,
        ) -> Result<Option<String>> {
            let encoding = self.page(page)?.encoding.clone();
            self.query(page, |page, meter| page.form_url(meter, form, &values, &encoding))
        }
    }
    site {
        fn failed(&mut self, url: String) -> Result<Option<site::Failure>> {
            self.charge(url.len())?;
            let failed = self.site.missing_of(&url).and_then(|missing| missing.failure.as_ref());
            Ok(failed.map(|failed| site::Failure {
                class: failed.class.to_owned(),
                status: failed.status,
            }))
        }
    }
}
