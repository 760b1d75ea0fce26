import Keyspace

extension RecordWriter {
  mutating func append(typeOf value: ListValue) { fatalError("not there yet") }

  mutating func append(_ value: ListValue) { fatalError("not there yet") }
}
