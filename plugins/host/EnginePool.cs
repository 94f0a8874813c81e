using System;
using System.Collections.Generic;

namespace Portico.Plugins
{
    /// <summary>
    /// Keeps a few idle engines of one script per organization. An engine that is out belongs to one call; it comes back only after a
    /// normal end. The pool only saves time: a worker process may be recycled at any moment, and several exist.
    /// </summary>
    public sealed class EnginePool
    {
        private const int IdlePerOrganization = 4;
        private const int IdleInAll = 16;

        private readonly object gate = new object();
        private readonly Dictionary<Guid, Stack<ScriptEngine>> idle = new Dictionary<Guid, Stack<ScriptEngine>>();
        private readonly Script script;
        private int count;

        public EnginePool(Script script, Limits limits)
        {
            this.script = script;
            Limits = limits;
        }

        public Limits Limits { get; private set; }

        public ScriptEngine Take(Guid organizationId)
        {
            lock (gate)
            {
                Stack<ScriptEngine> engines;
                if (idle.TryGetValue(organizationId, out engines) && engines.Count > 0)
                {
                    count--;
                    return engines.Pop();
                }
            }
            return new ScriptEngine(script, Limits);
        }

        public void GiveBack(Guid organizationId, ScriptEngine engine)
        {
            if (!engine.Usable) return;
            lock (gate)
            {
                Stack<ScriptEngine> engines;
                if (!idle.TryGetValue(organizationId, out engines)) idle[organizationId] = engines = new Stack<ScriptEngine>();
                if (count >= IdleInAll || engines.Count >= IdlePerOrganization) return;
                engines.Push(engine);
                count++;
            }
        }
    }
}
