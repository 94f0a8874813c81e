using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.Xrm.Sdk;
using Portico.Plugins;

namespace Portico.Runner
{
    /// <summary>What can be run: types of the plug-in's assembly, and script files in the plug-in's own engine.</summary>
    public sealed class PluginRuns
    {
        private readonly Dictionary<string, EnginePool> pools = new Dictionary<string, EnginePool>();

        /// <summary>Does what the platform does: makes an instance of the type and executes it.</summary>
        public void Execute(string pluginType, IServiceProvider services)
        {
            var plugin = (IPlugin)Activator.CreateInstance(typeof(ScriptCall).Assembly.GetType(pluginType, true));
            plugin.Execute(services);
        }

        /// <summary>The plug-in's way for a custom API, with another script and other limits than the shipped ones.</summary>
        public void Execute(string scriptPath, Message limits, IServiceProvider services)
        {
            ScriptCall.Execute(services, Pool(scriptPath, ReadLimits(limits)));
        }

        /// <summary>Calls one function of a script file on a fresh engine.</summary>
        public static string Evaluate(Message message)
        {
            var engine = new ScriptEngine(Parse(message.Text("script")), ReadLimits(message.Object("limits")));
            return engine.Run(message.Text("function"), message.Text("argument"), Refuse);
        }

        public static void WriteLimits(JsonWriter json, Limits limits)
        {
            json.BeginObject();
            json.Name("milliseconds").Number(limits.Milliseconds).Name("statements").Number(limits.Statements);
            json.Name("recursion").Number(limits.Recursion).Name("jsonDepth").Number(limits.JsonDepth);
            json.Name("requestCharacters").Number(limits.RequestCharacters).Name("answerCharacters").Number(limits.AnswerCharacters);
            json.Name("hostCalls").Number(limits.HostCalls).Name("fileBytes").Number(limits.FileBytes);
            json.EndObject();
        }

        private EnginePool Pool(string path, Limits limits)
        {
            var described = new JsonWriter();
            WriteLimits(described, limits);
            var key = path + " " + described;
            lock (pools)
            {
                EnginePool pool;
                if (!pools.TryGetValue(key, out pool)) pools[key] = pool = new EnginePool(Parse(path), limits);
                return pool;
            }
        }

        private static Script Parse(string path) { return Script.Parse(File.ReadAllText(path, Encoding.UTF8)); }

        private static string Refuse(string operation, string argument)
        {
            throw new InvalidOperationException("a script that is only evaluated has no host");
        }

        private static Limits ReadLimits(Message message)
        {
            return new Limits(
                message.Whole("milliseconds"), message.Whole("statements"), message.Whole("recursion"), message.Whole("jsonDepth"),
                message.Whole("requestCharacters"), message.Whole("answerCharacters"), message.Whole("hostCalls"), message.Whole("fileBytes"));
        }
    }
}
