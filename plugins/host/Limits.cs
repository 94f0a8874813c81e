using System;

namespace Portico.Plugins
{
    /// <summary>
    /// What one call may use. There are no defaults: whoever starts an engine states all of it.
    /// The platform itself ends a message after two minutes and kills the worker on a stack overflow, so ours lie well below.
    /// </summary>
    public sealed class Limits
    {
        public Limits(int milliseconds, int statements, int recursion, int jsonDepth, int requestCharacters, int answerCharacters, int hostCalls, int fileBytes)
        {
            Milliseconds = Positive(milliseconds, "milliseconds");
            Statements = Positive(statements, "statements");
            Recursion = Positive(recursion, "recursion");
            JsonDepth = Positive(jsonDepth, "jsonDepth");
            RequestCharacters = Positive(requestCharacters, "requestCharacters");
            AnswerCharacters = Positive(answerCharacters, "answerCharacters");
            HostCalls = Positive(hostCalls, "hostCalls");
            FileBytes = Positive(fileBytes, "fileBytes");
        }

        /// <summary>Time for one run of the script, service calls included.</summary>
        public int Milliseconds { get; private set; }

        public int Statements { get; private set; }

        /// <summary>How often one function may stand in the chain of callers; the stack itself is watched besides (see <c>ScriptEngine</c>).</summary>
        public int Recursion { get; private set; }

        /// <summary>Nesting of any JSON text that is parsed, the request included: the parser is recursive.</summary>
        public int JsonDepth { get; private set; }

        public int RequestCharacters { get; private set; }
        public int AnswerCharacters { get; private set; }
        public int HostCalls { get; private set; }

        /// <summary>Size of a file column that the script may read or write.</summary>
        public int FileBytes { get; private set; }

        /// <summary>The limits of the shipped plug-in.</summary>
        public static Limits ForCustomApis()
        {
            return new Limits(
                milliseconds: 20000,
                statements: 30000000,
                recursion: 200,
                jsonDepth: 64,
                requestCharacters: 262144,
                answerCharacters: 4194304,
                hostCalls: 500,
                fileBytes: 8388608);
        }

        private static int Positive(int value, string name)
        {
            if (value < 1) throw new ArgumentOutOfRangeException(name, "a limit is at least 1");
            return value;
        }
    }
}
