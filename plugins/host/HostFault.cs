using System.Globalization;
using Microsoft.Xrm.Sdk;

namespace Portico.Plugins
{
    /// <summary>
    /// The faults that the host itself raises. Each has a code that callers may compare: it stands in the message
    /// (<c>portico time-limit: the call ran longer than 20000 milliseconds</c>) and as sub error code of the exception.
    /// </summary>
    public static class HostFault
    {
        public static InvalidPluginExecutionException RequestMissing()
        {
            return Of(1001, "request-missing", "the parameter `Request` is missing", PluginHttpStatusCode.BadRequest);
        }

        public static InvalidPluginExecutionException RequestTooLarge(int limit)
        {
            return Of(1002, "request-too-large", "the parameter `Request` has more than " + Number(limit) + " characters", PluginHttpStatusCode.RequestEntityTooLarge);
        }

        public static InvalidPluginExecutionException RequestTooDeep(int limit)
        {
            return Of(1003, "request-too-deep", "the parameter `Request` is nested deeper than " + Number(limit) + " levels", PluginHttpStatusCode.BadRequest);
        }

        public static InvalidPluginExecutionException AnswerTooLarge(int limit)
        {
            return Of(1004, "answer-too-large", "the answer has more than " + Number(limit) + " characters", PluginHttpStatusCode.InternalServerError);
        }

        public static InvalidPluginExecutionException Time(int limit)
        {
            return Of(1005, "time-limit", "the call ran longer than " + Number(limit) + " milliseconds", PluginHttpStatusCode.GatewayTimeout);
        }

        public static InvalidPluginExecutionException Statements(int limit)
        {
            return Of(1006, "statement-limit", "the script ran more than " + Number(limit) + " statements", PluginHttpStatusCode.InternalServerError);
        }

        public static InvalidPluginExecutionException Recursion(int limit)
        {
            return Of(1007, "recursion-limit", "the script called itself deeper than " + Number(limit) + " levels", PluginHttpStatusCode.InternalServerError);
        }

        public static InvalidPluginExecutionException HostCalls(int limit)
        {
            return Of(1008, "host-call-limit", "the script made more than " + Number(limit) + " calls to its host", PluginHttpStatusCode.InternalServerError);
        }

        public static InvalidPluginExecutionException FileTooLarge(int limit)
        {
            return Of(1009, "file-too-large", "a file has more than " + Number(limit) + " bytes", PluginHttpStatusCode.InternalServerError);
        }

        /// <summary>The bundle asked for something that the host does not offer: a fault of ours, never of the visitor.</summary>
        public static InvalidPluginExecutionException Argument(string why)
        {
            return Of(1010, "host-argument", why, PluginHttpStatusCode.InternalServerError);
        }

        public static InvalidPluginExecutionException Script(string message)
        {
            return Of(1011, "script-error", "the script failed: " + message, PluginHttpStatusCode.InternalServerError);
        }

        private static InvalidPluginExecutionException Of(int number, string code, string sentence, PluginHttpStatusCode status)
        {
            return new InvalidPluginExecutionException(OperationStatus.Failed, number, "portico " + code + ": " + sentence, status);
        }

        private static string Number(int value)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }
    }
}
