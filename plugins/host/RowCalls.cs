using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Portico.Plugins
{
    /// <summary>The host calls that reach the organization service, as SYSTEM or as the calling user.</summary>
    public sealed class RowCalls
    {
        private readonly IOrganizationServiceFactory factory;
        private readonly Guid userId;
        private readonly Limits limits;
        private IOrganizationService system;
        private IOrganizationService user;

        public RowCalls(IOrganizationServiceFactory factory, Guid userId, Limits limits)
        {
            this.factory = factory;
            this.userId = userId;
            this.limits = limits;
        }

        public string RetrieveMultiple(Arguments argument)
        {
            var found = Service(argument).RetrieveMultiple(new FetchExpression(argument.Text("fetchXml")));
            var json = new JsonWriter().BeginObject().Name("rows").BeginArray();
            foreach (var row in found.Entities) EntityCells.WriteRow(json, row);
            json.EndArray().Name("more").Boolean(found.MoreRecords).Name("cookie").Text(found.PagingCookie).Name("count");
            if (found.TotalRecordCount < 0) json.Null();
            else json.Number(found.TotalRecordCount);
            return json.EndObject().ToString();
        }

        public string Create(Arguments argument)
        {
            var service = Service(argument);
            var row = new Entity(argument.Text("table"));
            var files = Fill(row, argument.Members("values"));
            row.Id = service.Create(row);
            Upload(service, row, files);
            return new JsonWriter().BeginObject().Name("id").Text(EntityCells.Text(row.Id)).EndObject().ToString();
        }

        public string Update(Arguments argument)
        {
            var service = Service(argument);
            var row = new Entity(argument.Text("table"), argument.Id("id"));
            var files = Fill(row, argument.Members("values"));
            var version = argument.OptionalText("version");
            if (version != null)
            {
                row.RowVersion = version;
                var request = new OrganizationRequest("Update");
                request["Target"] = row;
                request["ConcurrencyBehavior"] = ConcurrencyBehavior.IfRowVersionMatches;
                service.Execute(request);
            }
            else if (row.Attributes.Count > 0 || files.Count == 0) service.Update(row);
            Upload(service, row, files);
            return "{}";
        }

        public string Delete(Arguments argument)
        {
            Service(argument).Delete(argument.Text("table"), argument.Id("id"));
            return "{}";
        }

        public string ReadFile(Arguments argument)
        {
            var row = new EntityReference(argument.Text("table"), argument.Id("id"));
            return FileColumns.Read(System(), row, argument.Text("column"), limits.FileBytes);
        }

        private void Upload(IOrganizationService service, Entity row, List<KeyValuePair<string, string>> files)
        {
            foreach (var file in files) FileColumns.Write(service, row.ToEntityReference(), file.Key, file.Value, limits.FileBytes);
        }

        private static List<KeyValuePair<string, string>> Fill(Entity row, Dictionary<string, object> values)
        {
            var files = new List<KeyValuePair<string, string>>();
            foreach (var value in values)
            {
                var parts = value.Value as List<object>;
                if (parts != null && parts.Count == 2 && (parts[0] as string) == "file" && parts[1] is string) files.Add(new KeyValuePair<string, string>(value.Key, (string)parts[1]));
                else row[value.Key] = EntityCells.Read(value.Key, value.Value);
            }
            return files;
        }

        private IOrganizationService Service(Arguments argument)
        {
            switch (argument.Text("as"))
            {
                case "system": return System();
                case "user": return user ?? (user = factory.CreateOrganizationService(userId));
                default: throw argument.Wrong("as");
            }
        }

        private IOrganizationService System()
        {
            return system ?? (system = factory.CreateOrganizationService(null));
        }
    }
}
