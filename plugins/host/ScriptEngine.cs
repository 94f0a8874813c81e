using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Jint;
using Jint.Native;
using Jint.Parser;
using Jint.Parser.Ast;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Portico.Plugins
{
    /// <summary>A parsed script; immutable, so that all engines of a process share it.</summary>
    public sealed class Script
    {
        internal readonly Program Program;

        private Script(Program program) { Program = program; }

        public static Script Parse(string source)
        {
            var program = new JavaScriptParser().Parse(source);
            new Preparation().Visit(program);
            return new Script(program);
        }
    }

    /// <summary>
    /// The only place that knows the JavaScript engine (Jint 2.10.4). One engine belongs to one call at a time.
    /// INVARIANT: after any fault, whatever its origin, the engine is not <see cref="Usable"/> again, every later call of the script
    /// to its host is refused, and <see cref="Run"/> ends with the first fault, also when the script caught it.
    /// </summary>
    public sealed class ScriptEngine
    {
        private readonly Limits limits;
        private static readonly JsValue[] Nothing = new JsValue[0];

        private readonly Engine engine;
        private Func<string, string, string> host;
        private DateTime deadline;
        private ExceptionDispatchInfo fault;

        public ScriptEngine(Script script, Limits limits)
        {
            this.limits = limits;
            // CatchClrExceptions does not exist in this version and must stay off in a newer one: exceptions of the host pass through the
            // script without running its catch and finally blocks.
            engine = new Engine(options => options
                .LimitRecursion(limits.Recursion)
                .MaxStatements(limits.Statements)
                .TimeoutInterval(TimeSpan.FromMilliseconds(limits.Milliseconds))
                .Culture(CultureInfo.InvariantCulture)
                .LocalTimeZone(TimeZoneInfo.Utc));
            engine.SetValue(Names.HostFunction, (JsValue)new ClrFunctionInstance(engine, CallHost, 2));
            engine.Json.FastAddProperty("parse", new ClrFunctionInstance(engine, ParseJson, 2), true, false, true);
            var stringify = engine.Json.Get("stringify");
            engine.Json.FastAddProperty("stringify", new ClrFunctionInstance(engine, (self, arguments) => WellFormed(stringify.Invoke(self, arguments)), 3), true, false, true);
            Guarded(() => { engine.Execute(script.Program); return null; });
        }

        public bool Usable { get { return fault == null; } }

        /// <summary>
        /// Calls a function of the script, text in, text out.
        /// </summary>
        /// <param name="function">Path from the global object, such as <c>portico.run</c>.</param>
        /// <param name="argument">The only argument.</param>
        /// <param name="host">Serves <c>porticoHost(operation, argumentJson)</c> during this run.</param>
        public string Run(string function, string argument, Func<string, string, string> host)
        {
            if (!Usable) throw new InvalidOperationException("an engine that failed is not used again");
            this.host = host;
            try
            {
                engine.ResetStatementsCount();
                engine.ResetTimeoutTicks();
                engine.ResetCallStack();
                return Guarded(() => Answer(Find(function).Invoke(JsValue.Undefined, new JsValue[] { argument })));
            }
            finally
            {
                this.host = null;
            }
        }

        private string Guarded(Func<string> work)
        {
            deadline = DateTime.UtcNow.AddMilliseconds(limits.Milliseconds);
            string answer = null;
            try
            {
                answer = work();
            }
            catch (Exception exception)
            {
                fault = fault ?? ExceptionDispatchInfo.Capture(Translated(exception));
            }
            if (fault != null) fault.Throw();
            return answer;
        }

        private JsValue CallHost(JsValue self, JsValue[] arguments)
        {
            if (fault != null) fault.Throw();
            try
            {
                if (host == null) throw HostFault.Argument("the host serves no call while a script is loaded");
                if (arguments.Length != 2 || !arguments[0].IsString() || !arguments[1].IsString()) throw HostFault.Argument("`porticoHost` takes two texts");
                if (DateTime.UtcNow > deadline) throw HostFault.Time(limits.Milliseconds);
                return host(arguments[0].AsString(), arguments[1].AsString());
            }
            catch (Exception exception)
            {
                fault = fault ?? ExceptionDispatchInfo.Capture(exception);
                throw;
            }
        }

        // Jint's own reader of JSON refuses U+2028, quotes the whole text in its error, and is recursive without a limit, where a stack
        // overflow ends the whole process.
        private JsValue ParseJson(JsValue self, JsValue[] arguments)
        {
            var text = TypeConverter.ToString(arguments.Length == 0 ? JsValue.Undefined : arguments[0]);
            if (JsonReader.IsDeeperThan(text, limits.JsonDepth))
            {
                throw new JavaScriptException(engine.SyntaxError, "JSON is nested deeper than " + limits.JsonDepth.ToString(CultureInfo.InvariantCulture) + " levels");
            }
            object parsed;
            try
            {
                parsed = JsonReader.Read(text, limits.JsonDepth);
            }
            catch (FormatException)
            {
                throw new JavaScriptException(engine.SyntaxError, "malformed JSON");
            }
            return Value(parsed);
        }

        // As newer JavaScript does; half a character would not survive the way out of the process.
        private static JsValue WellFormed(JsValue json)
        {
            return json.IsString() ? JsonWriter.EscapeLoneSurrogates(json.AsString()) : json;
        }

        private JsValue Value(object parsed)
        {
            if (parsed == null) return JsValue.Null;
            var text = parsed as string;
            if (text != null) return new JsValue(text);
            if (parsed is double) return new JsValue((double)parsed);
            if (parsed is bool) return (bool)parsed ? JsValue.True : JsValue.False;
            var list = parsed as List<object>;
            if (list != null)
            {
                var array = engine.Array.Construct(Nothing);
                engine.Array.PrototypeObject.Push(array, list.Select(Value).ToArray());
                return array;
            }
            var result = engine.Object.Construct(Nothing);
            foreach (var member in (Dictionary<string, object>)parsed) result.FastAddProperty(member.Key, Value(member.Value), true, true, true);
            return result;
        }

        private JsValue Find(string path)
        {
            JsValue value = engine.Global;
            foreach (var name in path.Split('.'))
            {
                value = value.IsObject() ? value.AsObject().Get(name) : JsValue.Undefined;
            }
            if (!value.Is<ICallable>()) throw HostFault.Script("it has no function `" + path + "`");
            return value;
        }

        private string Answer(JsValue value)
        {
            if (!value.IsString()) throw HostFault.Script("it did not answer with a text");
            var answer = value.AsString();
            if (answer.Length > limits.AnswerCharacters) throw HostFault.AnswerTooLarge(limits.AnswerCharacters);
            return answer;
        }

        private Exception Translated(Exception exception)
        {
            if (exception is TimeoutException) return HostFault.Time(limits.Milliseconds);
            if (exception is StatementsCountOverflowException) return HostFault.Statements(limits.Statements);
            if (exception is RecursionDepthOverflowException || exception is InsufficientExecutionStackException) return HostFault.Recursion(limits.Recursion);
            var thrown = exception as JavaScriptException;
            return thrown == null ? exception : HostFault.Script(Message(thrown.Error));
        }

        private static string Message(JsValue error)
        {
            if (!error.IsObject()) return TypeConverter.ToString(error);
            var message = error.AsObject().GetProperty("message");
            return message.IsDataDescriptor() && message.Value.IsString() ? message.Value.AsString() : "an object was thrown";
        }
    }

    /// <summary>
    /// Walks a parsed script once and makes two of Jint's ways safe. Every function gets a <see cref="StackGuard"/>, because Jint's own
    /// recursion limit counts each function for itself: several functions that call each other could still use up the stack. And a
    /// call with a literal regular expression must not keep its arguments in the shared tree, since that object belongs to one engine.
    /// </summary>
    internal sealed class Preparation
    {
        private readonly Dictionary<Type, List<Func<object, object>>> children = new Dictionary<Type, List<Func<object, object>>>();
        private readonly HashSet<object> seen = new HashSet<object>();

        public void Visit(object node)
        {
            var list = node as IEnumerable;
            if (list != null)
            {
                foreach (var item in list) Visit(item);
                return;
            }
            if (!(node is SyntaxNode) || !seen.Add(node)) return;
            var call = node as CallExpression;
            if (call != null && call.Arguments.Any(argument => argument.Type == SyntaxNodes.RegularExpressionLiteral)) call.CanBeCached = false;
            foreach (var child in Children(node.GetType())) Visit(child(node));
            var expression = node as FunctionExpression;
            if (expression != null) expression.VariableDeclarations = new StackGuard(expression.VariableDeclarations);
            var declaration = node as FunctionDeclaration;
            if (declaration != null) declaration.VariableDeclarations = new StackGuard(declaration.VariableDeclarations);
        }

        private List<Func<object, object>> Children(Type type)
        {
            List<Func<object, object>> found;
            if (children.TryGetValue(type, out found)) return found;
            found = new List<Func<object, object>>();
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
            {
                var one = field;
                if (HoldsNodes(field.FieldType)) found.Add(one.GetValue);
            }
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                var one = property;
                if (HoldsNodes(property.PropertyType)) found.Add(node => one.GetValue(node, null));
            }
            children[type] = found;
            return found;
        }

        private static bool HoldsNodes(Type type)
        {
            if (type.IsGenericType && type.GetGenericArguments().Length == 1) type = type.GetGenericArguments()[0];
            return typeof(SyntaxNode).IsAssignableFrom(type);
        }
    }

    /// <summary>
    /// The variables that a function declares. Jint walks them whenever the function is entered: that is the moment to ask whether the
    /// stack will do, with an exception that a script cannot catch.
    /// </summary>
    internal sealed class StackGuard : IList<VariableDeclaration>
    {
        private readonly IList<VariableDeclaration> items;

        public StackGuard(IList<VariableDeclaration> items) { this.items = items; }

        public IEnumerator<VariableDeclaration> GetEnumerator()
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return items.GetEnumerator();
        }

        public int Count
        {
            get
            {
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return items.Count;
            }
        }

        public VariableDeclaration this[int index] { get { return items[index]; } set { throw new NotSupportedException(); } }
        public bool IsReadOnly { get { return true; } }
        public bool Contains(VariableDeclaration item) { return items.Contains(item); }
        public int IndexOf(VariableDeclaration item) { return items.IndexOf(item); }
        public void CopyTo(VariableDeclaration[] array, int arrayIndex) { items.CopyTo(array, arrayIndex); }
        public void Add(VariableDeclaration item) { throw new NotSupportedException(); }
        public void Clear() { throw new NotSupportedException(); }
        public void Insert(int index, VariableDeclaration item) { throw new NotSupportedException(); }
        public bool Remove(VariableDeclaration item) { throw new NotSupportedException(); }
        public void RemoveAt(int index) { throw new NotSupportedException(); }
        IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }
    }
}
