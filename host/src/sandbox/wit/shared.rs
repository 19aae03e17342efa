//! What every contract so far has: the host's side of contract 0.1, for the types that are
//! generated of any of them.
//!
//! Generated types of two contracts have the same shapes and are not the same, and one trait holds
//! all functions of an interface; so what they share is written once, as a macro.

/// Implements the interfaces for the modules `page`, `site`, `params`, `log` at the place of use;
/// functions of later contracts are added in braces.
macro_rules! implement {
    (page { $($page:tt)* } site { $($site:tt)* }) => {
        fn hits(found: Vec<bluebook_dom::Hit>) -> Vec<page::Hit> {
            found.into_iter().map(|hit| page::Hit { node: hit.node, text: hit.text }).collect()
        }

        impl page::Host for State {
            fn info(&mut self, page: u32) -> Result<page::PageInfo> {
                self.charge(0)?;
                let known = self.page(page)?;
                Ok(page::PageInfo {
                    url: known.page.url().to_owned(),
                    role: known.role.clone(),
                    status: known.status,
                    depth: known.depth,
                    encoding: known.encoding.clone(),
                    n_replaced: known.n_replaced,
                })
            }

            fn meta(&mut self, page: u32, name: String) -> Result<Option<String>> {
                self.query(page, |page, meter| page.meta(meter, &name))
            }

            fn count(&mut self, page: u32, css: String) -> Result<u32> {
                self.query(page, |page, meter| page.count(meter, &css))
            }

            fn find_text(&mut self, page: u32, css: String, any: Vec<String>) -> Result<Option<page::Hit>> {
                let found = self.query(page, |page, meter| page.find_text(meter, &css, &any))?;
                Ok(found.map(|hit| page::Hit { node: hit.node, text: hit.text }))
            }

            fn texts(&mut self, page: u32, css: String, limit: u32) -> Result<Vec<page::Hit>> {
                self.query(page, |page, meter| page.texts(meter, &css, limit)).map(hits)
            }

            fn attrs(
                &mut self,
                page: u32,
                css: String,
                name: String,
                limit: u32,
            ) -> Result<Vec<page::Hit>> {
                self.query(page, |page, meter| page.attrs(meter, &css, &name, limit)).map(hits)
            }

            fn select(&mut self, page: u32, css: String, limit: u32) -> Result<Vec<u32>> {
                self.query(page, |page, meter| page.select(meter, &css, limit))
            }

            fn text_of(&mut self, page: u32, node: u32) -> Result<String> {
                self.query(page, |page, meter| page.text_of(meter, node))
            }

            fn attr_of(&mut self, page: u32, node: u32, name: String) -> Result<Option<String>> {
                self.query(page, |page, meter| page.attr_of(meter, node, &name))
            }

            fn tag_of(&mut self, page: u32, node: u32) -> Result<String> {
                self.query(page, |page, meter| page.tag_of(meter, node))
            }

            fn parent_of(&mut self, page: u32, node: u32) -> Result<Option<u32>> {
                self.query(page, |page, meter| page.parent_of(meter, node))
            }

            fn children_of(&mut self, page: u32, node: u32) -> Result<Vec<u32>> {
                self.query(page, |page, meter| page.children_of(meter, node))
            }

            fn links(&mut self, page: u32, any: Vec<String>, limit: u32) -> Result<Vec<page::Link>> {
                let found = self.query(page, |page, meter| page.links(meter, &any, limit))?;
                let link = |link: bluebook_dom::Link| page::Link {
                    node: link.node,
                    text: link.text,
                    url: link.url,
                };
                Ok(found.into_iter().map(link).collect())
            }

            fn scripts(&mut self, page: u32, limit: u32) -> Result<Vec<page::Hit>> {
                self.query(page, |page, meter| page.scripts(meter, limit)).map(hits)
            }

            fn text(&mut self, page: u32) -> Result<String> {
                self.query(page, bluebook_dom::Page::text)
            }

            fn html(&mut self, page: u32) -> Result<String> {
                self.query(page, bluebook_dom::Page::html)
            }

            $($page)*
        }

        impl site::Host for State {
            fn region(&mut self) -> Result<site::Place> {
                self.charge(0)?;
                let place = &self.site.place;
                Ok(site::Place {
                    code: place.code.clone(),
                    name: place.name.clone(),
                    short_name: place.short_name.clone(),
                })
            }

            fn pages(&mut self, role: String) -> Result<Vec<u32>> {
                self.charge(self.site.pages.len() * 4)?;
                let fits = |page: &crate::sandbox::SitePage| role.is_empty() || page.role == role;
                let pages = (0..).zip(&self.site.pages).filter(|(_, page)| fits(page));
                Ok(pages.map(|(index, _)| index).collect())
            }

            fn lookup(&mut self, url: String) -> Result<site::Found> {
                self.charge(url.len())?;
                if let Some(index) = self.site.page_of(&url) {
                    return Ok(site::Found::Page(index));
                }
                let missing = self.site.missing_of(&url).map(|missing| missing.why.clone());
                Ok(missing.map_or(site::Found::NotAsked, site::Found::Missing))
            }

            fn collected_on(&mut self) -> Result<String> {
                self.charge(0)?;
                Ok(self.site.collected_on.clone())
            }

            $($site)*
        }

        impl params::Host for State {
            fn tasks(&mut self) -> Result<Vec<types::Task>> {
                self.charge(self.tasks.len() * 64)?;
                let task = |task: &crate::sandbox::Task| types::Task {
                    point: task.point.0.clone(),
                    criterion: task.criterion.clone(),
                    page: task.page,
                };
                Ok(self.tasks.iter().map(task).collect())
            }

            fn get(&mut self, task: u32, key: String) -> Result<Option<String>> {
                let value = self.task(task)?.params.get(&key).cloned();
                self.charge(value.as_ref().map_or(0, String::len))?;
                Ok(value)
            }
        }

        impl log::Host for State {
            fn write(&mut self, level: log::Level, message: String) -> Result<()> {
                let name = match level {
                    log::Level::Debug => "debug",
                    log::Level::Info => "info",
                    log::Level::Warn => "warn",
                };
                self.log(name, &message)
            }
        }
    };
}

pub(super) use implement;
