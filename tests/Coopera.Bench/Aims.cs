using System.Globalization;

namespace Coopera.Bench;

/// <summary>What was measured beside what was aimed at, printed at the end.</summary>
internal sealed class Aims
{
    private readonly List<(string What, string Measured, string Aim, bool IsMet)> _all = [];

    public void AtLeast(string what, double measured, double aim, string unit = "") =>
        Add(what, measured, $"at least {Number(aim)}{unit}", unit, measured >= aim);

    public void AtMost(string what, double measured, double aim, string unit = "") =>
        Add(what, measured, $"at most {Number(aim)}{unit}", unit, measured <= aim);

    public void Print()
    {
        Console.WriteLine("\n| aim | measured | wanted | |\n|---|---|---|---|");
        foreach (var (what, measured, aim, isMet) in _all)
        {
            Console.WriteLine($"| {what} | {measured} | {aim} | {(isMet ? "met" : "**missed**")} |");
        }
    }

    private void Add(string what, double measured, string aim, string unit, bool isMet) =>
        _all.Add((what, Number(measured) + unit, aim, isMet));

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
