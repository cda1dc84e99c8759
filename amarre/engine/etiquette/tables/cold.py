"""Phrases of the family cold, in the notation of `..table`."""

FR = """
@signs
    (espér*|esper*|souhait*) ~ (allez bien|va bien|vont bien|vous portez|santé|bonne forme|bien portant*|
        proches|sains et saufs|en sécurité|rétablissement|courage|vous (retrouv|trouv)*|ce message vous|
        cette lettre vous|que vous|vous revoir|à vous)
    (comment (allez-vous|vas-tu|vous sentez-vous|vous portez-vous|ça va|cela se passe|vous vivez|se passe)|
        avez-vous (besoin|tout ce|été touché*|de quoi)|de quoi (avez-vous|auriez-vous) besoin|qu'est-ce qui
        vous aiderait|que pouvons-nous faire pour vous|dites-nous (ce|comment|si|de quoi|où))
    (prenez (bien )?soin|portez-vous bien|bon courage|du courage|bon rétablissement|courage à|soyez
        prudent*|tenez bon)
    (pens*|pensée*) (à vous|vont|va|accompagn*|aux|à celles|à ceux|bien à vous|fort à vous|très fort)
    (merci|remerci*|gratitude|reconnaissant*|gré) ~ (patience|confiance|fidélité|appel|message|messages|
        courrier|lettre|mail|e-mail|alert*|signal*|écrit|franchise|vigilance|temps|aide|retour*|soutien|
        question*|gentillesse|bienveillance|nous avoir|vous avez|prévenu*|attention|accueil|être|avoir|ce
        que|dit|confi*|pour tout|collaboration|geste|venir|vérifi*|présence|fidèle|fait|parl*)
    (merci|remerci*) (à vous|infiniment|beaucoup|sincèrement|du fond|de tout coeur|chaleureusement|vivement)
    (nous|je|on) (vous )?(sommes|suis|est) (vraiment |sincèrement |profondément |très |tous |de tout coeur |
        infiniment |bien |terriblement |tout à fait |conscient* )*(désolé*|navré*|confus*|peiné*|attristé*|
        touché*|conscient*|sensible*|inquiet*|inquiète*|avec vous|à vos côtés|près de vous|là pour vous|
        reconnaissant*|solidaires)
    (désolé*|navré*|pardon*|excus*)
    (regrett*|regret*) ~ (gêne|attente|retard*|désagrément*|inquiétude*|coupure*|panne|incident|inquiét*|
        situation|difficult*|peine|erreur*|vous|profondément|sincère*|beaucoup|vivement|cela|ne pas|de ne|
        trouble*|silence|tort|événement)
    (nous|je|on) (le )?(sav*|sais|sait|comprenons|comprends|comprend|mesurons|mesure|imaginons|imagine|
        n'ignorons|n'oublions|n'oublie|réalisons|devinons|voyons|entendons|partageons|ressentons|prenons la
        mesure|savons) ~ (inquiét*|attente|vous|votre|vos|combien|à quel point|difficile*|pénible*|dur|
        lourd*|gêne*|compt*|impati*|contrari*|fatig*|bousculé*|désagréable*|compliqué*|angoiss*|éprouvan*|
        perturb*|besoin*|colère|déception|embarras*|peine|long*|importan*|souci*|frustr*|peur|stress*|
        chacun|chacune)
    (inquiétude*|colère|peine|déception|fatigue|attente|frustration|crainte*|émotion|angoisse|agacement|
        lassitude|impatience|mécontentement) ~ (légitime*|compréhensible*|normal*|naturel*|entendu*|est la
        nôtre|comprenons|nous touch*|fondé*|à juste titre)
    (nous|je) (sommes|suis|restons|reste|serons|serai) (là|à vos côtés|présent*|auprès de vous|avec vous|à
        votre écoute|près de vous)
    (à vos côtés|à vos cotés|auprès de vous|pour vous aider|vous accompagner|vous soutenir|pour vous
        écouter|prendre soin|vous n'êtes pas seul*|ne restez pas seul*|vous n'y êtes pour rien|rien à vous
        reprocher|à votre rythme|prenez le temps|prenez votre temps|à votre portée|qui vous convien*|vous
        soulager|nous vous devons|vous méritez|vous méritiez)
    (si|quand|même si|lorsque|au cas où) (vous|cela|cette|la situation|ce|votre|l'un|un de vos|l'attente|le
        paiement|ces|l'échéance|payer|régler|vos) ~ (difficile*|difficult*|inqui*|besoin|touché*|souci*|
        seul*|fragile*|malade*|mal|compliqué*|trop|peine|pose|préoccup*|gêne|serré*|affecté*|dans
        l'embarras|doute*|ne pouvez|aide*|lourd*|proche*|impossible|problème*|moment|traversez|convien*|
        tendu*|parler|temps|questions?)
    (période|moment|temps|jours|semaines|mois|situation|épreuve|nuit|circonstances|passe|matinée|journée|
        attente) ~ (difficile*|éprouvant*|pénible*|dur*|compliqué*|inqui*|incertain*|particulier*|
        particulière*|troublé*|agité*|délicat*|tendu*|angoissant*|lourd*)
    (malgré|face à|dans|devant) (cette|ces|l'|les|vos) (épreuve*|inquiétude*|difficulté*|soucis)
    (courage|condoléances|sympathie|affection|amitié|bien à vous deux|chaleureusement|avec toute notre|de
        tout coeur|sincères pensées|nos pensées)
    (prendre de vos nouvelles|de vos nouvelles|vos proches|les vôtres|votre famille|votre santé|votre
        sécurité|votre bien-être|pour votre tranquillité|votre confiance|vos craintes|vos inquiétudes|votre
        inquiétude|votre colère|votre déception|votre attente|votre patience|vos difficultés|votre peine|vos
        soucis|vos besoins|selon vos moyens|vos moyens|dans votre cas|chacun d'entre vous|vous qui)
    (heureux|heureuse|heureuses|ravi*|content*|soulagé*|plaisir) (de|que|d'|à) ~ (vous|votre|vos|retrouver|
        revoir|accueill*|savoir|aider|lire)
    (vous avez|tu as) (bien fait|raison|entièrement raison|eu raison|le droit|attendu|été (patient*|privé*|
        touché*|nombreu*))
    (nous|on|j') ?(espérions|espérais|aurions voulu|comptions)
    (personne|rien) (n'y est|ne vous y) (tenu*|oblig*)
    (ceux|celles) (d'entre vous )?qui (le (souhait*|veul*|peuv*)|préfèr*)
    (le|la|les|en|vous) regrett*
    (nous|on|je) (les |vous )?(lisons|lit|lis|relisons|relis|avons lu|ai lu|ai relu|écoutons|avons
        entendu) ~ (tous|toutes|chacun*|votre|vos|un par un|une par une|attention|dossier|messages)
    (une personne|quelqu'un|un conseiller|une conseillère|l'un de nous|une équipe) ~ vous (répond*|rappel*|
        écout*|attend*|aid*|lir*|écrir*)
    (ce que vous (voulez|pouvez|préférez|souhaitez)|comme vous (voulez|préférez|pouvez)|quand vous (voulez|
        pouvez|voudrez)|ne vous (forcez|pressez|privez)|rien ne presse|sans justification|sans vous
        justifier|l'essentiel (est|c'est) que vous)
    (on|nous) (les|vous|le|la|l'|en) (remerci*|embrass*|attend*|salu*)
    (nous aurions|j'aurais|on aurait) (dû|aimé|voulu|souhaité|préféré)
    (vous nous (manquez|avez manqué)|hâte de vous|on vous aid*|nous vous aid*|vous aider*|vous aidera|vous
        aiderons)
    (espér*|souhait*) ~ (restaurant|boutique|librairie|atelier|cabinet|commerce|exploitation|ferme|équipe|
        équipes|entreprise|affaires|activité|enfants|famille|collègues|patients|élèves|mari|épouse|mère|
        père|maison|reprend)
    (tient|tiennent|tenez|tiens) (le coup|bon|debout)
    (imagin*|sav*|devin*|dout*) ~ (pas|guère|rien) ~ (simple|facile|évident|rien|anodin)
    (ce qui|comme|quand|si cela|la solution qui|celui qui|celle qui) (cela )?vous (va|convien*|arrang*|
        préfér*|plaît|chant*|est le plus)
    (comme vous|à vous de (voir|choisir|décider|nous dire)|c'est vous qui|votre choix|avec tristesse|la même
        peine|qu'est-ce qui vous)
    nous vous (prêt*|offr*|aid*|rappell*|accompagn*|attend*|préviendr*|tiendr*|réserv*|trouver*|apport*|
        livr*|laiss* le temps|appell* un)
    (bienvenue|belle journée|bonne journée à vous|joyeu*|bonnes fêtes|bon repos|douce journée)
    (votre|vos) (vie|quotidien|journée|organisation|projet*|vacances|repas|nuit*|soirée|planning|travail) ~
        (compliqu*|perturb*|boulevers*|boulevers|chamboul*|désorganis*|gêne*|bouscul*|difficil*|gâch*)
    (vous|te|t') (gêne|bouscule|perturbe|inquiète|complique|pénalise|contrarie|touche|affecte|embarrasse|a
        (gêné|manqué|inquiété|blessé|coûté|fait attendre)|bouleverse|prive)

@formulas
    (merci|remerci*) ~ compréhension
    (merci de|merci d'avance|nous vous remercions|merci par avance|par avance merci|avec nos remerciements|
        vous remerciant|merci)
    (n'hésitez pas|n'hésite pas)
    nous vous (conseillons|recommandons|suggérons|encourageons)
    (gêne|désagrément*) (occasionnée*|éventuel*|possible*|causée*)
    (à votre (entière )?disposition|à votre service|à votre écoute)
    vous (répond*|accueill*|attend*|écoute*|renseign*)
    (s'il vous plaît|svp|nous vous prions|nous vous invitons|si vous le souhaitez|vous pouvez|si vous)
    (bonjour|chère|cher|chers|chères)
    (difficile*|difficulté*|inquiet*|inquiète*|inquiétude*|aide|aider)

@file-talk
    (le|les|tout|chaque|nos|aux|au|des|du) (client*|usager*|abonné*|assuré*|consommateur*|débiteur*|
        titulaire*|utilisateur*|redevable*|adhérent*) (concerné*|est|sont|doit|doivent|devra|devront|
        n'ayant|ayant|souhaitant|désirant|ne|peut|peuvent)
    (il (a été|est) (constaté|décidé|rappelé|précisé|demandé|porté|procédé)|il convient de|il y a lieu|
        veuillez (noter|prendre|trouver|procéder|vous conformer)|prenez note|prenez acte|nous vous informons
        que|vous êtes (informé*|invité* à|tenu*|prié*)|votre (dossier|demande|réclamation) (n°|#|a été
        (enregistré|classé|rejeté|clôturé|traité)|est (clos|rejeté|classé|refusé|irrecevable))|votre demande
        (référencée|numéro)|conformément (à|aux)|en application (de|du|des)|aux termes de|à titre
        d'information|pour information|sans réponse de votre part|passé ce délai|la présente|le présent|
        objet :|réf)
    (la direction|le service (client*|recouvrement|comptabilité|contentieux|juridique|facturation|
        clientèle)|message automatique|ceci est un message|ne pas répondre)

@advice
    nous vous (conseillons|recommandons|suggérons|encourageons)
    il (vous est|est) (recommandé|conseillé|important|préférable|déconseillé) de
    (lavez|aérez|surveillez|protégez|isolez|maintenez|évitez|consultez|contactez|appelez|demandez|parlez|
        restez|reposez|hydratez|buvez|faites|gardez|pensez|méfiez|prévenez|continuez|respectez|vérifiez|
        changez|ne (cliquez|communiquez|consommez|buvez|mangez|donnez))(-vous|-en)? (un|une|votre|vos|le|la|
        les|l'*|du|des|de|à|au|aux|isolé*|chez|bien|pas|rien|jamais|toujours|régulièrement|en|d'*|auprès)
    (vous pouvez|vous pourrez|vous avez droit|vous avez la possibilité)

@business
    (titre*|voyageur*|usager*|ticket*|demande*|votre requête|statut|délai*|nous|notre|nos|client*|commande*|
        livraison*|facture*|contrat*|dossier*|magasin*|agence*|boutique*|
        service|services|compte*|rembours*|abonn*|réserv*|trafic|ligne*|trains?|vols?|colis|expédi*|stock*|
        production|distribution|usine*|paiement*|réclamation*|entreprise|société|direction|guichet*|site|
        application)
"""

EN = """
@signs
    (hope|hoping|trust|wish*|pray) ~ (well|safe|safely|you and|you're|you are|keeping|finds you|healthy|good
        health|find you|recover*|loved ones|family|all right|alright|soon|the best|helps?|you can|you have|
        strength|comfort)
    (how are you|how are things|how have you been|how you are|are you (ok|okay|all right|safe|well)|what
        would help|what do you need|how can we help|how we can help|what can we do for you|tell us (what|
        how|if|where|so)|is there anything)
    (take care|stay safe|look after yourself*|look after each other|keep well|keep safe|be safe|get well|all
        our best|thinking of|our thoughts|in our thoughts|warm wishes|warmest|warmly|with care|kind
        thoughts|bear with us|hang on in)
    (thank*|grateful|appreciate*|gratitude|appreciation) ~ (patience|patient|trust*|loyalty|writing|wrote|
        calling|call|message|letter|email|telling|letting|understanding and|kindness|help*|support*|time|
        raising|report*|bearing|staying|being|asking|question|your care|flagging|you have|waiting|
        everything|all you|reaching|who|speaking|confidence|honesty|vigilance|cooperat*|standing|checking|
        sharing)
    (thank you|thanks) (so much|very much|from|sincerely|again|all|to (all|everyone)|both)
    (sorry|apolog*|forgive us|pardon)
    (regret*) (the|this|that|any|how|what|it|very|all|deeply|having|not|our|sincerely)
    (we|i)( do| can|'ve| fully| really| well| also| too)* (know|understand|realise|realize|appreciate|see|
        recognise|recognize|imagine|hear|feel|acknowledge|sympathise|sympathize|care|are aware|remember) ~
        (you|your|how|worr*|hard|difficult*|frustrat*|upset*|anxious|wait*|stress*|long|people|everyone|
        tough|this is|these|many|matter*|trouble|painful|disappoint*|inconvenien*|unsettl*|tir*|family|
        times|disrupt*|heavy|strain)
    (we|i)( are|'re| am|'m| feel)( all| very| truly| deeply| so| really)* (here (for|to help|if|when|to
        listen|whenever|with)|with you|by your side|beside you|thinking|concerned (for|about)|mindful|
        conscious|aware of how|aware that|sad|saddened by what|upset|touched|grateful|glad (you|to hear|that
        you|to help|to see)|alongside|on your side)
    (by your side|alongside you|here for you|here to help|here to listen|to help you|to support you|you are
        not alone|you're not alone|not your fault|did nothing wrong|done nothing wrong|nothing to reproach|
        in your own time|at your own pace|take your time|when you are ready|when you're ready|whatever suits
        you|that suits you|works for you|works best for you|you can manage|easier for you|within your means|
        you deserve|you deserved|we owe you|no pressure|you are right|you're right|you were right|right to
        (ask|be|tell|write|call|complain))
    (if|when|whenever|should|in case) (you|this|that|your|anyone|money|paying|things|it|someone|a payment|
        these|any of|either|the) ~ (difficult*|hard|worr*|need|trouble|struggl*|help|alone|vulnerable|
        unwell|ill|concern*|affected|impossible|cannot|can't|too much|tight|unsure|suit*|problem*|
        questions?|talk|easier|manage|tough|stretched|upset|hurt|anxious|feel|prefer|like)
    (difficult|hard|tough|worrying|anxious|uncertain|unsettling|trying|stressful|challenging|painful|long|
        strange|rough|frightening) (time*|moment*|day*|week*|month*|situation|period|news|wait|night*|
        circumstances|few (days|weeks|months)|evening|morning|year|start|news to)
    (your|their|the) (worry|worries|concern|anxiety|frustration|anger|disappointment|patience|trust|safety|
        health|wellbeing|well-being|peace of mind|loved ones|family|families|household|needs|circumstances|
        difficult*|trouble you|upset|distress|comfort|feelings|disappointment|situation)
    (you and yours|you and your (family|loved ones|team|household|people|colleagues|children)|those you
        love|people you love|those close to you)
    (condolence*|sympath*|courage|comfort|heartfelt|sincere*|from the heart)
    (we|i)( have| 've| are|'re)? ?(read|reading|listen*|heard) ~ (every|each|all|your|one by one|carefully)
    (a person|a human|someone|somebody|one of us|an adviser|a real person) ~ (will|'ll|can|is going to) ~
        (reply|answer|ring|call|help|listen|read|write|speak|visit)
    (whatever you (like|can|want|prefer)|as you (like|prefer|wish)|when you (like|can)|no (rush|hurry|need
        to explain)|don't stretch yourself|only if you can)
    (you (have|had|'ve) (waited|been (without|left|waiting|patient|let down|through|affected|very)|every
        (right|reason)|lost|trusted|told|shown))
    (we|i) (should have|wish we|wish i|would have liked|wanted to|let you down|fell short|failed you|care)
    (happy|glad|pleased|relieved|delighted|lovely|good|great) to (see you|hear|help|have you|welcome you|
        talk|listen|be able|know you|answer|go through|find)
    (disrupt*|upset*|affect*|unsettl*|inconvenienc*|spoil*|complicat*|worr*|frighten*|hurt*|let*) (you|your)
    (we|i)( will|'ll| can| would| are going to) (gladly |happily |also )?(lend|help|bring|call|write to|
        warn|keep|waive|look after|go through|find|set aside|wait for|carry|drive|visit) (you|your|it (to|
        for) you|one (to|for) you)
    (like you|up to you|your choice|you choose|which would you|whichever you|what would you|holding up|
        hanging in|not the easiest|not easy|no easy|can't be easy|cannot be easy)
    welcome (back|home|to)
    (we have |we've |we )miss* you
    (hope|hoping) ~ (restaurant|shop|bookshop|workshop|practice|business|farm|team|children|family|
        colleagues|patients|pupils|husband|wife|mother|father|things)

@formulas
    thank* (you )?for your (understanding|cooperation|attention|co-operation)
    (thank you|thanks|many thanks)
    (feel free|don't hesitate|do not hesitate|please)
    any inconvenience
    we (advise|recommend|suggest|encourage) (you|that you)
    (at your (disposal|service)|happy to help|you can|you may|if you)
    (hello|hi|good (morning|afternoon|evening)|dear)
    (difficult*|hard|worr*|help)

@file-talk
    (the|all|any|each|every|our) (customer*|subscriber*|policyholder*|account holder*|user*|client*|
        consumer*|claimant*|debtor*) (concerned|is|are|must|shall|will|who|should|wishing|may|with)
    (please (note|be (advised|informed)|be aware|find)|be advised|you are (hereby )?(advised|informed|
        required|requested|reminded|notified)|this is to (inform|notify|advise)|it has been (decided|
        determined|noted)|we (are writing|write) to (inform|notify|advise)|your (claim|request|application|
        case|complaint|ticket|file) (no|number|ref*|#|has been (closed|rejected|denied|logged|processed|
        declined|refused|reviewed|registered)|is (closed|rejected|denied|declined))|in accordance with|
        pursuant to|as per|per our|with immediate effect|for your information|no further|this notice|this
        message is|hereby|herewith|subject:|ref)
    (the management|customer service* (department|team)?|billing department|accounts (department|
        receivable)|automated message|do not reply)

@advice
    (we|i) (advise|recommend|suggest|encourage) (you|that you|washing|keeping|checking|changing)
    (wash|watch|protect|avoid|check|change|keep|drink|rest|stay|ask|call|speak|contact|open|follow|do not
        (click|share|eat|drink|use|give|open)|don't (click|share|eat|drink|use|give|open)) (your|the|a|an|
        any|for|at|away|to|with|out|it|them|on|some|plenty|windows|hands|us)
    you (can|may|could|are entitled|will be able)

@business
    (ticket*|request*|claim*|case|status|reference|resolution|enquir*|complaint*|passenger*|user*|we|our|us|
        customer*|order*|deliver*|invoice*|bill*|contract*|policy|store*|branch*|shop*|service*|
        account*|refund*|subscri*|booking*|train*|flight*|parcel*|ship*|stock|production|plant|factory|
        payment*|complaint*|company|management|office*|website|app)
"""
