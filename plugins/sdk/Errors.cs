using System;

namespace Microsoft.Xrm.Sdk
{
    public enum OperationStatus { Failed = 0, Canceled = 1, Retry = 2, Suspended = 3, Succeeded = 4 }

    public enum PluginHttpStatusCode
    {
        NotSet = 0, BadRequest = 400, Unauthorized = 401, Forbidden = 403, NotFound = 404, MethodNotAllowed = 405, RequestTimeout = 408,
        Conflict = 409, Gone = 410, PreconditionFailed = 412, RequestEntityTooLarge = 413, ExpectationFailed = 417, FailedDependency = 424,
        TooManyRequests = 429, InternalServerError = 500, BadGateway = 502, ServiceUnavailable = 503, GatewayTimeout = 504,
    }

    public class InvalidPluginExecutionException : Exception
    {
        public InvalidPluginExecutionException(string message) : base(message) { }
        public InvalidPluginExecutionException(string message, Exception inner) : base(message, inner) { }
        public InvalidPluginExecutionException(string message, PluginHttpStatusCode httpStatus) : base(message) { HttpStatus = httpStatus; }

        public InvalidPluginExecutionException(OperationStatus status, int errorCode, string message, PluginHttpStatusCode httpStatus)
            : base(message)
        {
            Status = status;
            ErrorCode = errorCode;
            HttpStatus = httpStatus;
        }

        public OperationStatus Status { get; private set; }
        public int ErrorCode { get; private set; }
        public PluginHttpStatusCode HttpStatus { get; private set; }
    }
}
