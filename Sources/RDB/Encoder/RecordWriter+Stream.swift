import Keyspace

extension RecordWriter {
  mutating func append(typeOf value: StreamValue) { fatalError("not there yet") }

  mutating func append(_ value: StreamValue) { fatalError("not there yet") }
}
