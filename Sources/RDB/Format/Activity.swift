/// What a reader of an RDB file is doing, in the words of redis-check-rdb.
public enum Activity: String, Sendable {
  case start
  case readType = "read-type"
  case readExpire = "read-expire"
  case readKey = "read-key"
  case readObjectValue = "read-object-value"
  case checkSum = "check-sum"
  case readLength = "read-len"
  case readAuxiliary = "read-aux"
  case readModuleAuxiliary = "read-module-aux"
  case readFunctions = "read-functions"
}
