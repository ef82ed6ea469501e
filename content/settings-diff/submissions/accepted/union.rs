use std::collections::HashMap;

fn changed_settings(before: HashMap<String, Option<String>>, after: HashMap<String, Option<String>>) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, value) in &after {
        match before.get(name) {
            None => lines.push(format!("+ {}", name)),
            Some(old) if old != value => lines.push(format!("~ {}", name)),
            Some(_) => {}
        }
    }
    lines.extend(before.keys().filter(|name| !after.contains_key(*name)).map(|name| format!("- {}", name)));
    lines
}
