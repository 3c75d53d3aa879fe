namespace Coopera.Domain;

public static class PhoneNumber
{
    public const int MaxLength = 30;

    /// <summary>True for nothing, too: a number is never compulsory here.</summary>
    public static bool IsPlausibleOrEmpty(string? value)
    {
        var phone = Text.CleanLine(value);
        var digits = phone.Count(char.IsAsciiDigit);
        return phone.Length == 0
            || (phone.Length <= MaxLength && digits is >= 5 and <= 15 && phone.LastIndexOf('+') <= 0
                && phone.All(c => char.IsAsciiDigit(c) || "+ ()./-".Contains(c, StringComparison.Ordinal)));
    }
}
