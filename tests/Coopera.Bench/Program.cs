Console.WriteLine("Coopera.Bench");
