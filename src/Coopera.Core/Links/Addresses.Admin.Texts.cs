namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public const string Help = $"{Home}/aiuto";

        public static class Texts
        {
            public const string List = $"{Home}/testi";

            public static string Edit(string word) => $"{List}/{word}";
        }
    }
}
