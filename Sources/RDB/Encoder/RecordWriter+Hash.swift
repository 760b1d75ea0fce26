import Keyspace

extension RecordWriter {
  mutating func append(typeOf value: HashValue) { fatalError("not there yet") }

  mutating func append(_ value: HashValue) { fatalError("not there yet") }
}
