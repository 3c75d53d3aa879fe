using System.Reflection;
using Coopera.Core;
using Xunit.Sdk;
using Xunit.v3;

namespace Coopera.Testing.Data;

/// <summary>
/// Once per engine: SQLite always, the servers when their variable holds a connection string, else skipped with that reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachEngineAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
            [Row(DatabaseProvider.Sqlite), Row(DatabaseProvider.PostgreSql), Row(DatabaseProvider.SqlServer)]);

    public override bool SupportsDiscoveryEnumeration() => true;

    private static TheoryDataRow<DatabaseProvider> Row(DatabaseProvider engine) =>
        new TheoryDataRow<DatabaseProvider>(engine) { Skip = Engines.WhyNot(engine) }.WithTrait("engine", $"{engine}");
}
