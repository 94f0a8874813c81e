using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace Microsoft.Xrm.Sdk
{
    /// <summary>A keyed collection; keeps the order in which keys were added.</summary>
    public abstract class DataCollection<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
    {
        private readonly Dictionary<TKey, TValue> items = new Dictionary<TKey, TValue>();

        public virtual TValue this[TKey key]
        {
            get { return items[key]; }
            set { items[key] = value; }
        }

        public int Count { get { return items.Count; } }
        public ICollection<TKey> Keys { get { return items.Keys; } }
        public ICollection<TValue> Values { get { return items.Values; } }
        public void Add(TKey key, TValue value) { items.Add(key, value); }
        public bool Contains(TKey key) { return items.ContainsKey(key); }
        public bool TryGetValue(TKey key, out TValue value) { return items.TryGetValue(key, out value); }
        public bool Remove(TKey key) { return items.Remove(key); }
        public void Clear() { items.Clear(); }
        public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() { return items.GetEnumerator(); }
        IEnumerator IEnumerable.GetEnumerator() { return items.GetEnumerator(); }
    }

    public class DataCollection<T> : Collection<T>
    {
        public DataCollection() { }
        public DataCollection(IList<T> list) : base(list) { }
        public void AddRange(IEnumerable<T> items) { foreach (var item in items) Add(item); }
    }

    public sealed class AttributeCollection : DataCollection<string, object> { }
    public sealed class FormattedValueCollection : DataCollection<string, string> { }
    public sealed class ParameterCollection : DataCollection<string, object> { }
    public sealed class EntityImageCollection : DataCollection<string, Entity> { }
    public sealed class KeyAttributeCollection : DataCollection<string, object> { }

    public sealed class OptionSetValueCollection : DataCollection<OptionSetValue>
    {
        public OptionSetValueCollection() { }
        public OptionSetValueCollection(IList<OptionSetValue> list) : base(list) { }
    }
}
