using Coopera.Domain.Retention;

namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class Retention
        {
            public const string List = $"{Home}/conservazione";

            public static string Postpone(RetentionClass kept) => $"{List}/{kept}/rinvia";

            public static string Resume(RetentionClass kept) => $"{List}/{kept}/riprendi";
        }
    }
}
