import Keyspace

extension RecordWriter {
  mutating func append(typeOf value: SetValue) { fatalError("not there yet") }

  mutating func append(_ value: SetValue) { fatalError("not there yet") }
}
