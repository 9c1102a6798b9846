//! Which quota counts for whom.

use partita_machine::Name;

use crate::image::{Image, QuotaEntity, thousandths};

/// A part of an entity, if it has it: a name, or the default of its type.
type Part = Option<Option<Name>>;

/// Who shares a quota: a user, a client id, or a client of a user.
pub(crate) type Entity = (Option<Name>, Option<Name>);

/// The quota of a name that counts for a client, the most particular first, in thousandths, and who shares it.
pub(crate) fn quota_of(image: &Image, user: &Name, client: &Name, quota: &str) -> Option<(Entity, u128)> {
    if image.quotas.is_empty() {
        return None;
    }
    let (user, client) = (Some(user.clone()), Some(client.clone()));
    let candidates: [(Part, Part); 8] = [
        (Some(user.clone()), Some(client.clone())),
        (Some(user.clone()), Some(None)),
        (Some(user.clone()), None),
        (Some(None), Some(client.clone())),
        (Some(None), Some(None)),
        (Some(None), None),
        (None, Some(client.clone())),
        (None, Some(None)),
    ];
    for (of_user, of_client) in candidates {
        let parts = [("user", &of_user), ("client-id", &of_client)];
        let entity: QuotaEntity =
            parts.into_iter().filter_map(|(of, name)| Some((Name::from(of), name.clone()?))).collect();
        let quota = image.quotas.get(&entity).and_then(|quotas| quotas.get(quota));
        if let Some(bound) = quota.copied().and_then(thousandths).filter(|&bound| bound > 0) {
            // The default of a type is a quota for each of that type, not one that they share.
            return Some(((of_user.and(user), of_client.and(client)), bound));
        }
    }
    None
}

/// How many connections a second an address may open (KIP-612), in thousandths: its own quota, or the default one. `None`:
/// as many as it likes.
pub(crate) fn connection_quota_of(image: &Image, host: &Name) -> Option<u128> {
    let quota_of = |name: Option<Name>| {
        let entity = QuotaEntity::from([(Name::from("ip"), name)]);
        image.quotas.get(&entity)?.get("connection_creation_rate").copied().and_then(thousandths)
    };
    quota_of(Some(host.clone())).or_else(|| quota_of(None))
}
