namespace Coopera.Web.Admin;

/// <summary>
/// What is searched by its text, among rows of years: so many of the latest at a time, and what is before them when somebody asks for it.
/// With as many as an office of a region has in some years it is all of them.
/// </summary>
public sealed record SearchWindow(int Rows)
{
    public const int Usual = 200_000;

    /// <summary>Lines of the register are longer, and read whole.</summary>
    public int Lines => Rows / 4;
}
