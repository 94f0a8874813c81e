using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using System.Threading;
using Microsoft.Xrm.Sdk;
using Portico.Plugins;

namespace Portico.Runner
{
    /// <summary>A fault that the organization service answered with, as the real service would throw it.</summary>
    public sealed class ServiceFaultException : Exception
    {
        public ServiceFaultException(int code, string message) : base(message) { Code = code; }
        public int Code { get; private set; }
    }

    /// <summary>One running call: what the platform would give to the plug-in, and the way back for answers of the service.</summary>
    public sealed class Call : IServiceProvider, IOrganizationServiceFactory, ITracingService
    {
        private const int IsvAborted = unchecked((int)0x80040265);
        private const int IsvUnexpected = unchecked((int)0x80040224);

        private readonly Session session;
        private readonly object gate = new object();
        private readonly Queue<Message> answers = new Queue<Message>();
        private readonly StringBuilder trace = new StringBuilder();
        private readonly Stopwatch waiting = new Stopwatch();
        private IPluginExecutionContext context;
        private int sequence;

        public Call(string id, Session session)
        {
            Id = id;
            this.session = session;
        }

        public string Id { get; private set; }

        /// <summary>Runs the message on the present thread and gives the `done` message.</summary>
        public JsonWriter Run(Message message, PluginRuns plugins)
        {
            var watch = Stopwatch.StartNew();
            var done = new JsonWriter().BeginObject().Name("type").Text("done").Name("call").Text(Id);
            try
            {
                var outputs = Outputs(message, plugins);
                done.Name("outputs").BeginObject();
                foreach (var output in outputs) done.Name(output.Key).Text(output.Value as string);
                done.EndObject();
            }
            catch (Exception exception)
            {
                WriteFault(done.Name("fault"), exception);
            }
            done.Name("trace").Text(trace.ToString());
            done.Name("hostMilliseconds").Number(watch.ElapsedMilliseconds - waiting.ElapsedMilliseconds);
            return done.EndObject();
        }

        /// <summary>Sends one service request and waits for its answer; throws the fault that comes back.</summary>
        public Message Ask(string caller, Action<JsonWriter> writeRequest)
        {
            var number = ++sequence;
            var json = new JsonWriter().BeginObject().Name("type").Text("service").Name("call").Text(Id).Name("seq").Number(number);
            json.Name("caller").Text(caller).Name("request");
            writeRequest(json);
            waiting.Start();
            session.Send(json.EndObject());
            var answer = Next();
            waiting.Stop();
            if (answer.Whole("seq") != number) throw new FormatException("an answer to another request came back");
            if (!answer.Has("fault")) return answer.Object("result");
            var fault = answer.Object("fault");
            throw new ServiceFaultException(fault.Whole("code"), fault.Text("message"));
        }

        public void Answer(Message message)
        {
            lock (gate)
            {
                answers.Enqueue(message);
                Monitor.Pulse(gate);
            }
        }

        public object GetService(Type serviceType)
        {
            if (serviceType == typeof(IPluginExecutionContext)) return context;
            return serviceType.IsInstanceOfType(this) ? this : null;
        }

        public IOrganizationService CreateOrganizationService(Guid? userId)
        {
            return new PipeService(this, userId.HasValue ? EntityCells.Text(userId == Guid.Empty ? context.UserId : userId.Value) : "system");
        }

        public void Trace(string format, params object[] args)
        {
            trace.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, format, args).Append('\n');
        }

        private IEnumerable<KeyValuePair<string, object>> Outputs(Message message, PluginRuns plugins)
        {
            switch (message.Text("type"))
            {
                case "execute":
                    context = Context.Of(message);
                    if (message.Has("script")) plugins.Execute(message.Text("script"), message.Object("limits"), this);
                    else plugins.Execute(message.Text("pluginType"), this);
                    return context.OutputParameters;
                case "evaluate":
                    return One("Result", PluginRuns.Evaluate(message));
                case "limits":
                    var json = new JsonWriter();
                    PluginRuns.WriteLimits(json, Limits.ForCustomApis());
                    return One("Limits", json.ToString());
                default:
                    throw new FormatException("`" + message.Text("type") + "` is no message of the runner");
            }
        }

        private Message Next()
        {
            lock (gate)
            {
                while (answers.Count == 0) Monitor.Wait(gate);
                return answers.Dequeue();
            }
        }

        private static IEnumerable<KeyValuePair<string, object>> One(string name, string value)
        {
            return new[] { new KeyValuePair<string, object>(name, value) };
        }

        private static void WriteFault(JsonWriter json, Exception exception)
        {
            var service = exception as ServiceFaultException;
            var plugin = exception as InvalidPluginExecutionException;
            json.BeginObject();
            if (service != null) json.Name("kind").Text("service").Name("code").Number(service.Code).Name("message").Text(service.Message);
            else if (plugin != null)
            {
                json.Name("kind").Text("plugin").Name("code").Number(IsvAborted).Name("message").Text(plugin.Message);
                // 400 is what the platform answers when a plug-in names no status.
                json.Name("status").Number(plugin.HttpStatus == PluginHttpStatusCode.NotSet ? 400 : (int)plugin.HttpStatus);
                json.Name("subCode").Number(plugin.ErrorCode);
            }
            else json.Name("kind").Text("unexpected").Name("code").Number(IsvUnexpected).Name("message").Text(exception.ToString());
            json.EndObject();
        }
    }
}
