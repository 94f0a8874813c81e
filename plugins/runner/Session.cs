using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using Portico.Plugins;

namespace Portico.Runner
{
    /// <summary>
    /// Reads messages line by line; each call runs on a thread of its own and blocks on its own answers. Ends when the input is closed:
    /// calls that are still running end with the process, and their caller rolls back.
    /// </summary>
    public sealed class Session
    {
        private const int JsonDepth = 100;

        // What a thread has on Windows, where the plug-in runs. Mono does not tell when its stack runs out, so there it gets plenty.
        private static readonly int StackKilobytes = Type.GetType("Mono.Runtime") == null ? 1024 : 65536;

        private readonly TextReader input;
        private readonly TextWriter output;
        private readonly object writing = new object();
        private readonly Dictionary<string, Call> calls = new Dictionary<string, Call>();
        private readonly PluginRuns plugins = new PluginRuns();

        public Session(Stream input, Stream output)
        {
            var utf8 = new UTF8Encoding(false);
            this.input = new StreamReader(input, utf8, false, 65536);
            this.output = new StreamWriter(output, utf8, 65536) { AutoFlush = false, NewLine = "\n" };
        }

        public void Run()
        {
            string line;
            while ((line = input.ReadLine()) != null)
            {
                if (line.Length > 0) Accept(new Message(JsonReader.Read(line, JsonDepth)));
            }
        }

        public void Send(JsonWriter message)
        {
            lock (writing)
            {
                output.WriteLine(message.ToString());
                output.Flush();
            }
        }

        private void Accept(Message message)
        {
            var id = message.Text("call");
            if (message.Text("type") == "serviceResult")
            {
                Call waiting;
                lock (calls) calls.TryGetValue(id, out waiting);
                if (waiting != null) waiting.Answer(message);
                return;
            }
            var call = new Call(id, this);
            lock (calls) calls.Add(id, call);
            var thread = new Thread(() => Work(call, message), StackKilobytes * 1024) { IsBackground = true };
            thread.Start();
        }

        private void Work(Call call, Message message)
        {
            try
            {
                Send(call.Run(message, plugins));
            }
            finally
            {
                lock (calls) calls.Remove(call.Id);
            }
        }
    }
}
