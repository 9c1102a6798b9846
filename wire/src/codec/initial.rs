//! Whether a value is the default of its field.

use super::{Codec, Field, Initial, Message, Value};

/// Whether `value` is what the schema gives the field by default.
pub(super) fn is_initial(field: &Field, value: &mut Value<'_>) -> bool {
    let number = match field.initial {
        Initial::Int(number) => i64::from(number),
        Initial::Int64Max => i64::MAX,
        Initial::Zero | Initial::Null => 0,
    };
    let null = field.initial == Initial::Null;
    match value {
        Value::Bool(value) => i64::from(**value) == number,
        Value::Int8(value) => i64::from(**value) == number,
        Value::Int16(value) => i64::from(**value) == number,
        Value::Uint16(value) => i64::from(**value) == number,
        Value::Int32(value) => i64::from(**value) == number,
        Value::Int64(value) => **value == number,
        Value::Float64(value) => value.0 == 0,
        Value::Uuid(value) => value.is_zero(),
        Value::String(value) => value.is_empty(),
        Value::NullableString(value) => value.as_deref() == if null { None } else { Some("") },
        Value::Bytes(value) => value.is_empty(),
        Value::NullableBytes(value) => value.as_deref() == if null { None } else { Some(&[]) },
        Value::Records(value) => value.is_none(),
        Value::Produced(value) => value.is_none(),
        Value::Array(value) => value.count() == if null { None } else { Some(0) },
        Value::Struct(value) => is_all_initial(*value),
        Value::NullableStruct(value) => match value.get() {
            None => null,
            Some(message) => !null && is_all_initial(message),
        },
    }
}

fn is_all_initial(message: &mut dyn Message) -> bool {
    let mut check = Check { all: true };
    message.fields(&mut check);
    check.all
}

struct Check {
    all: bool,
}

impl Codec for Check {
    fn value(&mut self, field: &'static Field, mut value: Value<'_>) {
        self.all = self.all && is_initial(field, &mut value);
    }
}
