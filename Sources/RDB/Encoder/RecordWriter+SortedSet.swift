import Keyspace

extension RecordWriter {
  mutating func append(typeOf value: SortedSetValue) { fatalError("not there yet") }

  mutating func append(_ value: SortedSetValue) { fatalError("not there yet") }
}
