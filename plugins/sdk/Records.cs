using System;
using System.Collections.Generic;

namespace Microsoft.Xrm.Sdk
{
    /// <summary>One record, late bound.</summary>
    public class Entity
    {
        public Entity() : this(null) { }

        public Entity(string entityName)
        {
            LogicalName = entityName;
            Attributes = new AttributeCollection();
            FormattedValues = new FormattedValueCollection();
        }

        public Entity(string entityName, Guid id) : this(entityName) { Id = id; }

        public string LogicalName { get; set; }
        public virtual Guid Id { get; set; }
        public string RowVersion { get; set; }
        public AttributeCollection Attributes { get; set; }
        public FormattedValueCollection FormattedValues { get; private set; }

        public object this[string attributeName]
        {
            get { return Attributes[attributeName]; }
            set { Attributes[attributeName] = value; }
        }

        public bool Contains(string attributeName) { return Attributes.Contains(attributeName); }
        public EntityReference ToEntityReference() { return new EntityReference(LogicalName, Id); }
    }

    public sealed class EntityReference
    {
        public EntityReference() { }
        public EntityReference(string logicalName) { LogicalName = logicalName; }
        public EntityReference(string logicalName, Guid id) { LogicalName = logicalName; Id = id; }

        public Guid Id { get; set; }
        public string LogicalName { get; set; }
        public string Name { get; set; }
        public string RowVersion { get; set; }
    }

    public sealed class EntityCollection
    {
        private readonly DataCollection<Entity> entities;

        public EntityCollection() { entities = new DataCollection<Entity>(); }
        public EntityCollection(IList<Entity> list) { entities = new DataCollection<Entity>(list); }

        public DataCollection<Entity> Entities { get { return entities; } }
        public string EntityName { get; set; }
        public bool MoreRecords { get; set; }
        public string PagingCookie { get; set; }
        public int TotalRecordCount { get; set; }
        public bool TotalRecordCountLimitExceeded { get; set; }
    }

    public sealed class OptionSetValue
    {
        public OptionSetValue() { }
        public OptionSetValue(int value) { Value = value; }
        public int Value { get; set; }
    }

    public sealed class Money
    {
        public Money() { }
        public Money(decimal value) { Value = value; }
        public decimal Value { get; set; }
    }

    public sealed class AliasedValue
    {
        public AliasedValue(string entityLogicalName, string attributeLogicalName, object value)
        {
            EntityLogicalName = entityLogicalName;
            AttributeLogicalName = attributeLogicalName;
            Value = value;
        }

        public string EntityLogicalName { get; private set; }
        public string AttributeLogicalName { get; private set; }
        public object Value { get; private set; }
    }

    public enum ConcurrencyBehavior { Default = 0, IfRowVersionMatches = 1, AlwaysOverwrite = 2 }
}
