//! `openapi.json` says what the table has: every path, method, role and token.

use std::collections::BTreeMap;
use std::fs;

use bluebook::serve::{Role, routes};
use serde_json::Value;

/// Role and whether a token is sent, by method and path.
type Contract = BTreeMap<String, (String, bool)>;

fn written() -> Value {
    let path = tests::root().join("host/src/serve/openapi.json");
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn of_document(document: &Value) -> Contract {
    let mut contract = Contract::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let role = operation["x-role"].as_str().unwrap().to_owned();
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let sends_token =
                parameters.into_iter().any(|one| one["$ref"] == "#/components/parameters/Csrf");
            contract.insert(format!("{} {path}", method.to_uppercase()), (role, sends_token));
        }
    }
    contract
}

#[test]
fn the_contract_and_the_table_are_the_same() {
    let of_table: Contract = routes()
        .into_iter()
        .map(|route| {
            let role = route.role.map_or("anyone", Role::name).to_owned();
            let path = route.path.replace("{*", "{");
            (format!("{} {path}", route.method.name()), (role, route.needs_token))
        })
        .collect();
    assert_eq!(of_document(&written()), of_table);
}

#[test]
fn every_reference_leads_somewhere() {
    fn check(document: &Value, value: &Value) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(reference)) = fields.get("$ref") {
                    let place = reference.trim_start_matches('#');
                    assert!(document.pointer(place).is_some(), "{reference}");
                }
                fields.values().for_each(|value| check(document, value));
            }
            Value::Array(values) => values.iter().for_each(|value| check(document, value)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let document = written();
    check(&document, &document);
}

/// The schema of a view, with what it refers to beside it.
pub(super) fn schema_of(path: &str) -> Value {
    let document = written();
    let place = ["paths", path, "get", "responses", "200", "content", "application/json", "schema"];
    let schema = place.iter().fold(&document, |value, key| &value[*key]);
    assert!(schema.is_object(), "{path}");
    let mut schema = schema.clone();
    schema["components"] = document["components"].clone();
    schema
}
