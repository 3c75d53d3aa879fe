namespace Coopera.Web.Tests.Architecture.Planted;

// Every place where one type can use another: the reading of assemblies must see all of them.
public class Target
{
    public static int Value => 1;

    public static Task<int> ValueAsync() => Task.FromResult(1);
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class TargetAttribute : Attribute;

public abstract class Signature
{
    public abstract void Take(Target? target);
}

public static class Body
{
    public static int Read() => Target.Value + 1;
}

public static class AsyncBody
{
    public static async Task<int> ReadAsync() => await Target.ValueAsync() + 1;
}

public static class Lambda
{
    public static Func<int, int> Make(int by) => x => x + by + Target.Value;
}

public static class TypeArgument
{
    public static object Make() => new Dictionary<string, List<Target>>();
}

public sealed class Heir : Target;

public sealed class Field
{
    internal Target?[]? Kept { get; set; }
}

[Target]
public static class Marked;
